//! Files that come in piece by piece, and everything that could come instead of the next piece.

use crate::browser::{Answer, Browser};
use crate::running::{OWN, Running, run};
use domain::evidence::PIECE;
use reqwest::Method;

const FORM: &str = "/evidens/ladda-upp";
const ID: &str = "0123456789abcdef";

/// A text that has two pieces and a half.
fn text() -> Vec<u8> {
    let line = "En rad i en lång logg, med å, ä och ö.\n".as_bytes();
    let size = usize::try_from(PIECE).unwrap() * 5 / 2;
    let mut text = line.repeat(size / line.len() + 1);
    text.truncate(size);
    // Not in the middle of a letter.
    text.extend_from_slice(b"\n");
    let whole = String::from_utf8_lossy(&text).replace('\u{fffd}', "");
    whole.into_bytes()
}

fn address(id: &str, size: usize) -> String {
    format!("{FORM}/del/{id}?storlek={size}")
}

async fn ask(browser: &mut Browser, id: &str, size: usize) -> Answer {
    let request = browser.request(Method::GET, &address(id, size)).header("accept", "text/plain");
    browser.send(request).await
}

async fn add(browser: &mut Browser, id: &str, size: usize, from: usize, piece: &[u8]) -> Answer {
    let path = format!("{}&fran={from}", address(id, size));
    let request = browser.request(Method::POST, &path).header("accept", "text/plain");
    let request = request.header("origin", &browser.origin).body(piece.to_vec());
    browser.send(request).await
}

/// Sends what is missing of a file, and answers with how many pieces that took.
async fn send_rest(browser: &mut Browser, id: &str, bytes: &[u8]) -> usize {
    let mut has: usize = ask(browser, id, bytes.len()).await.header("upload-offset").parse().unwrap();
    let mut sent = 0;
    while has < bytes.len() {
        let end = bytes.len().min(has + usize::try_from(PIECE).unwrap());
        let answer = add(browser, id, bytes.len(), has, &bytes[has..end]).await;
        assert_eq!((answer.status, answer.header("upload-offset")), (204, end.to_string().as_str()));
        (has, sent) = (end, sent + 1);
    }
    sent
}

/// Sends the form with names of files that are there.
async fn finish(browser: &mut Browser, accept: &str, fields: &[(&str, &str)]) -> Answer {
    let part = |(name, value): &(&str, &str)| {
        format!("--grans\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let body: String = fields.iter().map(part).chain(["--grans--\r\n".to_owned()]).collect();
    let request = browser.request(Method::POST, FORM).header("accept", accept).header("origin", &browser.origin);
    let request = request.header("content-type", "multipart/form-data; boundary=grans").body(body);
    browser.send(request).await
}

fn fields<'a>(owner: &'a str, told: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("command_id", "i-bitar-1"),
        ("fields[kind]", "log"),
        ("fields[effective]", "2026-11-20"),
        ("fields[owner]", owner),
        ("del", told),
    ]
}

async fn with_records() -> (Running, Browser) {
    let site = Running::start().await;
    site.add_records().await;
    let keeper = site.signed_in("samordnare").await;
    (site, keeper)
}

#[test]
fn a_file_goes_on_from_the_middle_and_becomes_evidence_once() {
    run(async {
        let (site, mut keeper) = with_records().await;
        let before = site.store.verify().await.unwrap().entries;
        let (text, piece) = (text(), usize::try_from(PIECE).unwrap());
        let told = format!("{ID} {} C:\\Loggar\\Lång logg.txt", text.len());
        assert_eq!(ask(&mut keeper, ID, text.len()).await.header("upload-offset"), "0");
        assert_eq!(add(&mut keeper, ID, text.len(), 0, &text[..piece]).await.status, 204);
        // Not whole: told, and nothing comes of it.
        let early = finish(&mut keeper, "text/plain", &fields(OWN, &told)).await;
        assert_eq!((early.status, early.header("upload-offset")), (409, piece.to_string().as_str()));
        let early = finish(&mut keeper, "text/html", &fields(OWN, &told)).await;
        assert!(early.status == 422 && early.body.contains("Filen kom inte fram hel"));

        // Another tab sends the same piece, and one that isn't next; a piece is cut off; the session ends.
        for from in [0, 2 * piece, piece / 2, text.len(), usize::MAX / 2] {
            let answer = add(&mut keeper, ID, text.len(), from, &text[..piece]).await;
            assert_eq!((answer.status, answer.header("upload-offset")), (409, piece.to_string().as_str()), "{from}");
        }
        let short = add(&mut keeper, ID, text.len(), piece, &text[piece..2 * piece - 1]).await;
        assert_eq!((short.status, short.body.contains("kom inte fram hel")), (400, true));
        let long = add(&mut keeper, ID, text.len(), piece, &text[piece..2 * piece + 1]).await;
        assert_eq!(long.status, 400);
        assert_eq!(add(&mut site.browser(), ID, text.len(), piece, &text[piece..2 * piece]).await.status, 401);
        let mut again = site.signed_in("samordnare").await;
        assert_eq!(send_rest(&mut again, ID, &text).await, 2);

        let made = finish(&mut again, "text/plain", &fields(OWN, &told)).await;
        assert_eq!((made.status, made.body.as_str()), (200, "came_made\tLång logg.txt\tEVD-02\n"));
        assert_eq!(site.store.verify().await.unwrap().entries, before + 2);
        let file = again.request(Method::GET, "/evidens/EVD-02/fil").send().await.unwrap().bytes().await.unwrap();
        assert!(file == text, "the same bytes");

        // Whoever never got the answer asks again, also in a form of its own.
        assert_eq!(ask(&mut again, ID, text.len()).await.header("upload-offset"), text.len().to_string());
        let twice = finish(&mut again, "text/plain", &fields(OWN, &told)).await;
        assert_eq!(twice.body, "came_same\tLång logg.txt\tEVD-02\n");
        let page = finish(&mut again, "text/html", &fields(OWN, &told)).await;
        assert!(
            page.status == 200 && page.body.contains("En fil fanns redan") && page.body.contains("/evidens/EVD-02")
        );
        assert_eq!(site.store.verify().await.unwrap().entries, before + 2);
        assert!(site.store.verify().await.unwrap().findings.is_empty());
    });
}

#[test]
fn two_tabs_that_end_the_same_file_at_once_make_it_once() {
    run(async {
        let (site, mut one) = with_records().await;
        let mut other = site.signed_in("samordnare").await;
        let (a, b) = (&b"Samma rad\n"[..], "0000000000000000");
        assert_eq!(send_rest(&mut one, ID, a).await + send_rest(&mut other, b, a).await, 2);
        let (first, second) = (format!("{ID} {} a.txt", a.len()), format!("{b} {} b.txt", a.len()));
        let (sooner, mut later) = (fields(OWN, &first), fields(OWN, &second));
        later[0] = ("command_id", "i-bitar-2");
        let (first, second) =
            tokio::join!(finish(&mut one, "text/plain", &sooner), finish(&mut other, "text/plain", &later));
        let mut came: Vec<&str> =
            [&first.body, &second.body].iter().map(|body| body.split('\t').next().unwrap()).collect();
        came.sort_unstable();
        assert_eq!(came, ["came_made", "came_same"]);
    });
}

#[test]
fn pieces_are_their_accounts_alone_and_only_for_those_who_may_upload() {
    run(async {
        let (site, mut keeper) = with_records().await;
        let text = b"Hemlig rad\n";
        assert_eq!(send_rest(&mut keeper, ID, text).await, 1);
        let told = format!("{ID} {} hemlig.txt", text.len());
        let mut owner = site.signed_in("agare").await;
        assert_eq!(ask(&mut owner, ID, text.len()).await.header("upload-offset"), "0");
        assert_eq!(finish(&mut owner, "text/plain", &fields(OWN, &told)).await.status, 409);
        let request = owner.request(Method::DELETE, &address(ID, text.len())).header("origin", &owner.origin);
        assert_eq!(owner.send(request).await.status, 204);
        assert_eq!(ask(&mut keeper, ID, text.len()).await.header("upload-offset"), text.len().to_string());
        for reader in ["namnd", "sekreterare", "revisor", "admin"] {
            let mut reader = site.signed_in(reader).await;
            assert_eq!(ask(&mut reader, ID, text.len()).await.status, 403);
            assert_eq!(add(&mut reader, ID, text.len(), 0, text).await.status, 403);
        }
        assert_eq!(ask(&mut site.browser(), ID, text.len()).await.status, 401);
        let mut forged = site.signed_in("samordnare").await;
        forged.origin = "https://ond.example".to_owned();
        assert_eq!(add(&mut forged, "annan", text.len(), 0, text).await.status, 403);

        // For another function than the owner's own, the evidence isn't made; the pieces stay for a form that is right.
        assert_eq!(send_rest(&mut owner, ID, text).await, 1);
        assert_eq!(finish(&mut owner, "text/plain", &fields("Nämndsekreterare", &told)).await.status, 403);
        let made = finish(&mut owner, "text/plain", &fields(OWN, &told)).await;
        assert_eq!(made.body, "came_made\themlig.txt\tEVD-02\n");

        let request = keeper.request(Method::DELETE, &address(ID, text.len())).header("origin", &keeper.origin);
        assert_eq!(keeper.send(request).await.status, 204);
        assert_eq!(ask(&mut keeper, ID, text.len()).await.header("upload-offset"), "0");
    });
}

#[test]
fn what_no_browser_of_ours_sends_is_refused() {
    run(async {
        let (site, mut keeper) = with_records().await;
        let before = site.store.verify().await.unwrap().entries;
        for id in ["..%2F..%2Fetc%2Fpasswd", "a%00b", "%C3%A5", &"x".repeat(65)] {
            assert_eq!(add(&mut keeper, id, 1, 0, b"x").await.status, 404, "{id}");
        }
        for (size, status) in [("0", 422), ("50000001", 413), ("18446744073709551615", 413), ("-1", 400), ("", 400)] {
            let path = format!("{FORM}/del/{ID}?storlek={size}");
            let request = keeper.request(Method::POST, &path).header("origin", &keeper.origin).body("x");
            assert_eq!(keeper.send(request).await.status, status, "{size}");
        }
        // What it holds decides, as when it comes whole, and then it isn't kept to be asked about again.
        for (name, bytes) in [("a.pdf", &b"MZ\x90\0\x03\0\0\0"[..]), ("a.html", b"<html><script>"), ("a.pdf", b"text")]
        {
            assert_eq!(send_rest(&mut keeper, ID, bytes).await, 1);
            let told = format!("{ID} {} {name}", bytes.len());
            let answer = finish(&mut keeper, "text/plain", &fields(OWN, &told)).await;
            assert!(answer.status == 200 && answer.body.starts_with("came_failed\t"), "{}", answer.body);
            assert_eq!(ask(&mut keeper, ID, bytes.len()).await.header("upload-offset"), "0");
        }
        for told in ["", " ", "x", "x 1", "x x x", "../../x 1 a.txt"] {
            let answer = finish(&mut keeper, "text/plain", &fields(OWN, told)).await;
            assert!(answer.status == 409 || answer.body.starts_with("came_failed\t"), "{told}: {}", answer.status);
        }
        // A form that is wrong is told of before anything of its files is.
        assert_eq!(send_rest(&mut keeper, ID, b"rad\n").await, 1);
        let told = format!("{ID} 4 rad.txt");
        let wrong =
            [("command_id", "i-bitar-9"), ("fields[kind]", "log"), ("fields[owner]", OWN), ("del", told.as_str())];
        assert_eq!(finish(&mut keeper, "text/plain", &wrong).await.status, 422);
        let page = finish(&mut keeper, "text/html", &wrong).await;
        assert!(page.status == 422 && page.body.contains("href=\"#filer-effective\""));
        assert_eq!(ask(&mut keeper, ID, 4).await.header("upload-offset"), "4");
        assert_eq!(site.store.verify().await.unwrap().entries, before);
    });
}
