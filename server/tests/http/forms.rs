//! Forms as browsers send them by themselves: nothing typed is lost, and nothing is done twice.

use crate::browser::{Answer, Browser};
use crate::running::{PASSWORD, Running, coordinator, draft, run};
use domain::{Draft, Kind, ListQuery, Moment, Register};

/// A form's fields.
struct Form {
    fields: Vec<(String, String)>,
}

impl Form {
    fn of(action: &str, kind: &str, key: &str, page: &str, draft: &Draft) -> Self {
        let next = format!("{}/:key", page.split("/ny").next().unwrap_or(page));
        let mut form = Self { fields: Vec::new() };
        let id = format!("form-{}", store::ids::fresh());
        for (name, value) in
            [("action", action), ("kind", kind), ("key", key), ("command_id", &id), ("page", page), ("next", &next)]
        {
            form.set(name, value);
        }
        for (name, value) in &draft.0 {
            form.set(&format!("fields[{name}]"), value);
        }
        form
    }

    fn new_risk(title: &str) -> Self {
        Self::of("create", "risk", "", "/risker/ny", &draft(Kind::Risk).with("title", title))
    }

    fn set(&mut self, name: &str, value: &str) {
        self.fields.retain(|(known, _)| known != name);
        self.fields.push((name.to_owned(), value.to_owned()));
    }

    fn pairs(&self) -> Vec<(&str, &str)> {
        self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }

    async fn send(&self, browser: &mut Browser) -> Answer {
        browser.post("/api/submit", &self.pairs()).await
    }
}

async fn risks(site: &Running) -> usize {
    let actor = coordinator();
    let view = site.store.view(&actor, Moment::Now).await.unwrap();
    view.list(&ListQuery::new(Register::Risks)).await.unwrap().rows.len()
}

#[test]
fn a_form_is_saved_and_leads_to_its_record() {
    run(async {
        let site = Running::start().await;
        let mut browser = site.signed_in("samordnare").await;
        let answer = Form::new_risk("Bortfall av e-tjänst").send(&mut browser).await;
        assert_eq!((answer.status, answer.location()), (303, "/risker/RSK-01?klart=create&vad=RSK-01&v=1"));
        let page = browser.get(answer.location()).await;
        assert!(page.status == 200 && page.body.contains("Bortfall av e-tjänst"));
    });
}

#[test]
fn a_measure_that_follows_up_a_control_is_checked_by_it() {
    run(async {
        let site = Running::start().await;
        site.add_records().await;
        let mut browser = site.signed_in("samordnare").await;
        let test = Draft::default().with("result", "minor").with("observation", "Två konton saknar ägare");
        assert_eq!(
            Form::of("test", "control", "KTR-01", "/kontroller/KTR-01", &test).send(&mut browser).await.status,
            303
        );
        assert!(browser.get("/kontroller/KTR-01").await.body.contains("href=\"/atgarder/ny?kontroll=KTR-01\""));
        let page = browser.get("/atgarder/ny?kontroll=KTR-01").await.body;
        assert!(page.contains("Två konton saknar ägare") && page.contains("name=\"fields[follows]\""));
        let mut form = Form::of("create", "measure", "", "/atgarder/ny", &draft(Kind::Measure));
        form.set("fields[follows]", "KTR-01");
        form.set("next", "/kontroller/KTR-01");
        for _ in 0..2 {
            // Sent again it is the same measure and the same link.
            let answer = form.send(&mut browser).await;
            assert_eq!((answer.status, answer.location()), (303, "/kontroller/KTR-01?klart=create&vad=ATG-02&v=1"));
        }
        assert!(browser.get("/kontroller/KTR-01").await.body.contains("href=\"/atgarder/ATG-02\""));
        let reader = site.signed_in("namnd").await.get("/kontroller/KTR-01").await.body;
        assert!(!reader.contains("/atgarder/ny?kontroll="));
        assert_eq!(browser.get("/atgarder/ny?kontroll=KTR-99").await.status, 404);
        assert!(site.store.verify().await.unwrap().findings.is_empty());
    });
}

#[test]
fn what_was_wrong_is_shown_with_what_was_typed() {
    run(async {
        let site = Running::start().await;
        let mut browser = site.signed_in("samordnare").await;
        let mut form = Form::new_risk("Bortfall <b>av</b> e-tjänst");
        form.set("fields[current_likelihood]", "99");
        form.set("fields[owner]", "");
        let answer = form.send(&mut browser).await;
        assert_eq!(answer.status, 422);
        assert!(
            answer.body.contains("Bortfall &lt;b&gt;av&lt;/b&gt; e-tjänst")
                || answer.body.contains("Bortfall &lt;b>av")
        );
        assert!(answer.body.contains("role=\"alert\"") && !answer.body.contains("<b>av"));
        assert!(answer.body.contains("autofocus") && answer.body.contains("<script type=\"module\""));
        assert_eq!(risks(&site).await, 0);
    });
}

#[test]
fn a_form_sent_twice_is_carried_out_once() {
    run(async {
        let site = Running::start().await;
        let mut browser = site.signed_in("samordnare").await;
        let form = Form::new_risk("Bortfall");
        let (first, again) = (form.send(&mut browser).await, form.send(&mut browser).await);
        assert_eq!(first.location(), again.location());
        let mut same = browser.clone();
        let _ = tokio::join!(form.send(&mut browser), form.send(&mut same));
        assert_eq!(risks(&site).await, 1);
    });
}

#[test]
fn the_second_editor_gets_both_versions_and_loses_nothing() {
    run(async {
        let site = Running::start().await;
        site.add_records().await;
        let mut browser = site.signed_in("samordnare").await;
        let edit = |title: &str| {
            let draft = draft(Kind::Risk).with("title", title);
            let mut form = Form::of("update", "risk", "RSK-01", "/risker/RSK-01/redigera", &draft);
            form.set("rev", "1");
            form
        };
        assert_eq!(edit("Den förstas titel").send(&mut browser).await.status, 303);
        let second = edit("Den andras titel");
        let answer = second.send(&mut browser).await;
        assert_eq!(answer.status, 409);
        assert!(answer.body.contains("Den förstas titel") && answer.body.contains("Den andras titel"));
        let answer = browser.submit(&second.pairs()).await;
        assert_eq!(answer.status, 409);
        assert!(answer.body.contains("\"error\":\"conflict\"") && answer.body.contains("Den förstas titel"));
    });
}

#[test]
fn what_was_typed_survives_the_end_of_the_session() {
    run(async {
        let site = Running::start().await;
        let mut browser = site.signed_in("samordnare").await;
        site.pass(61);
        let form = Form::new_risk("Skrivet medan sessionen tog slut");
        let asked = form.send(&mut browser).await;
        assert_eq!(asked.status, 401);
        assert!(asked.body.contains("name=\"losenord\"") && asked.body.contains("Skrivet medan sessionen tog slut"));
        assert_eq!(risks(&site).await, 0);

        // A wrong password loses nothing either.
        let sent = pending(&asked.body);
        let mut fields: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(fields.len(), form.fields.len(), "every field is carried along: {fields:?}");
        fields.push(("anvandarnamn", "samordnare"));
        fields.push(("losenord", "fel"));
        let again = browser.post("/logga-in", &fields).await;
        assert_eq!((again.status, pending(&again.body)), (401, sent.clone()));

        fields.pop();
        fields.push(("losenord", PASSWORD));
        let back = browser.post("/logga-in", &fields).await;
        assert_eq!(back.status, 200, "{}", back.body);
        assert!(back.body.contains("Skrivet medan sessionen tog slut") && back.body.contains("name=\"command_id\""));
        assert!(back.body.contains(form.pairs()[3].1), "the same command id");
        assert_eq!(risks(&site).await, 0, "nothing is saved until the person saves");
        assert_eq!(form.send(&mut browser).await.status, 303);
        assert_eq!(risks(&site).await, 1);
    });
}

/// The hidden fields of a form that waits for the sign-in.
fn pending(body: &str) -> Vec<(String, String)> {
    let tags = body.split("<input").skip(1).map(|rest| rest.split('>').next().unwrap());
    let attribute = |tag: &str, name: &str| {
        let (_, rest) = tag.split_once(&format!("{name}=\""))?;
        let text = rest.split('"').next().unwrap();
        Some(text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    };
    tags.filter_map(|tag| Some((attribute(tag, "name")?, attribute(tag, "value").unwrap_or_default())))
        .filter(|(name, _)| name.starts_with("pending["))
        .collect()
}

#[test]
fn a_program_is_told_that_the_session_has_ended() {
    run(async {
        let site = Running::start().await;
        let mut browser = site.signed_in("samordnare").await;
        site.pass(61);
        let answer = browser.submit(&Form::new_risk("x").pairs()).await;
        assert_eq!((answer.status, answer.body.as_str()), (401, "{\"error\":\"unauthenticated\"}"));
    });
}

#[test]
fn a_reader_is_refused_and_nothing_is_written() {
    run(async {
        let site = Running::start().await;
        let mut browser = site.signed_in("namnd").await;
        let answer = Form::new_risk("x").send(&mut browser).await;
        assert_eq!(answer.status, 403);
        assert!(answer.header("content-type").starts_with("text/html"));
        assert_eq!(risks(&site).await, 0);
    });
}

#[test]
fn a_form_never_leads_to_another_site() {
    run(async {
        let site = Running::start().await;
        let mut browser = site.signed_in("samordnare").await;
        let mut form = Form::new_risk("Bortfall");
        form.set("next", "https://example.org/:key");
        form.set("page", "https://example.org/");
        assert!(form.send(&mut browser).await.location().starts_with("/?klart="));
        form.set("command_id", "another");
        form.set("fields[title]", "");
        assert_eq!(form.send(&mut browser).await.status, 422);
    });
}

#[test]
fn a_form_larger_than_a_megabyte_is_refused() {
    run(async {
        let site = Running::start().await;
        let mut browser = site.signed_in("samordnare").await;
        let mut form = Form::new_risk("x");
        form.set("fields[cause]", &"å".repeat(1 << 20));
        for answer in [form.send(&mut browser).await, browser.submit(&form.pairs()).await] {
            assert_eq!(answer.status, 413);
        }
        assert_eq!(risks(&site).await, 0);
    });
}

#[test]
fn language_and_look_are_kept_on_the_device() {
    run(async {
        let site = Running::start().await;
        let mut browser = site.browser();
        let fields = [("sprak", "en"), ("utseende", "dark"), ("tathet", "tight"), ("till", "/tillganglighet")];
        let answer = browser.post("/konto/utseende", &fields).await;
        assert_eq!((answer.status, answer.location()), (303, "/tillganglighet"));
        let page = browser.get("/tillganglighet").await.body;
        assert!(
            page.contains("lang=\"en\"")
                && page.contains("data-theme=\"dark\"")
                && page.contains("data-density=\"tight\"")
        );
        browser.post("/konto/utseende", &[("sprak", "de"), ("utseende", "")]).await;
        let page = browser.get("/tillganglighet").await.body;
        assert!(page.contains("lang=\"en\"") && !page.contains("data-theme"));
    });
}
