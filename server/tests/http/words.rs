//! Every word a page needs is there, in both languages: on every page, and over every record of the demo with its history.

use crate::running::{Running, run};
use app::i18n::MISSING;
use domain::{Key, Kind, Page};

/// Numbers in a row that no record has, after which there are no more of a kind.
const GAP: u32 = 4;

#[test]
fn no_page_lacks_a_word() {
    run(async {
        let site = Running::demo().await;
        let mut browser = site.signed_in("samordnare").await;
        let (mut wrong, mut seen) = (Vec::new(), 0);
        for language in ["sv", "en"] {
            browser.cookies.insert("sprak".to_owned(), language.to_owned());
            for page in Page::ALL.iter().filter(|page| !page.path().contains(':')) {
                let address = page.path();
                if browser.get(address).await.body.contains(MISSING) {
                    wrong.push(format!("{language} {address}"));
                }
            }
            for kind in Kind::ALL {
                let Some(prefix) = kind.prefix() else { continue };
                let (mut number, mut missed) = (1, 0);
                while missed < GAP {
                    let address = format!("{}/{}", kind.path(), Key::numbered(prefix, number));
                    let page = browser.get(&address).await;
                    number += 1;
                    if page.status != 200 {
                        missed += 1;
                        continue;
                    }
                    (seen, missed) = (seen + 1, 0);
                    if page.body.contains(MISSING) {
                        wrong.push(format!("{language} {address}"));
                    }
                }
            }
        }
        assert!(seen > 300, "{seen} pages");
        assert_eq!(wrong, [""; 0]);
    });
}
