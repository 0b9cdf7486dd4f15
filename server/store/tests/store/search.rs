//! Swedish order and Swedish search.

use crate::register::{Register, risk};
use domain::register::Sort;
use domain::{ListQuery, Register as Lists};

async fn titles(register: &Register, query: ListQuery) -> Vec<String> {
    let who = register.as_coordinator();
    let rows = who.sees().await.list(&query).await.unwrap().rows;
    rows.iter().map(|row| serde_json::to_value(&row.cells[1]).unwrap()["v"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn titles_stand_in_swedish_order() {
    let register = Register::in_memory().await;
    for title in ["Östra hallen", "Ärenden", "Zonindelning", "Åtkomst", "avbrott", "Avtal", "Övning", "Ånga"] {
        register.as_coordinator().create_risk(risk(title)).await;
    }
    let query = ListQuery { sort: Sort::Title, falling: false, ..ListQuery::new(Lists::Risks) };
    assert_eq!(
        titles(&register, query).await,
        ["avbrott", "Avtal", "Zonindelning", "Ånga", "Åtkomst", "Ärenden", "Östra hallen", "Övning"]
    );
}

#[tokio::test]
async fn inflected_words_are_found_and_dots_and_rings_are_letters_of_their_own() {
    let register = Register::in_memory().await;
    for title in
        ["Behörigheter i verksamhetssystem", "Säkerhetskopior utanför huset", "Övning av krisledningen", "Ovan nivå"]
    {
        register.as_coordinator().create_risk(risk(title)).await;
    }
    let ask = |text: &str| titles(&register, ListQuery { text: text.to_owned(), ..ListQuery::new(Lists::Risks) });
    assert_eq!(ask("behörigheten").await, ["Behörigheter i verksamhetssystem"]);
    assert_eq!(ask("BEHÖRIGHET verksamhetssystemen").await, ["Behörigheter i verksamhetssystem"]);
    assert_eq!(ask("säkerhetskopia").await, ["Säkerhetskopior utanför huset"]);
    assert_eq!(ask("sakerhetskopior").await, [""; 0]);
    assert_eq!(ask("övningar").await, ["Övning av krisledningen"]);
    assert_eq!(ask("ovan").await, ["Ovan nivå"]);
    assert_eq!(ask("RSK-02").await, ["Säkerhetskopior utanför huset"]);
    assert_eq!(ask("huset, kopior?").await, [""; 0]);
    assert_eq!(ask("huset, utanför?").await, ["Säkerhetskopior utanför huset"]);
    assert_eq!(ask("!?").await, [""; 0]);
}

#[tokio::test]
async fn a_record_is_found_by_its_id_even_when_closed() {
    let register = Register::in_memory().await;
    let coordinator = register.as_coordinator();
    let key = coordinator.create_risk(risk("Bortfall")).await;
    coordinator.close(&key, "hanterad").await;
    let view = coordinator.sees().await;
    for text in ["rsk-01", " RSK-01 ", "bortfallet"] {
        let groups = view.search(text).await.unwrap();
        assert_eq!((groups.len(), groups[0].rows[0].key.as_str()), (1, "RSK-01"), "{text}");
    }
    assert!(view.search("").await.unwrap().is_empty() && view.search("finns inte").await.unwrap().is_empty());
}
