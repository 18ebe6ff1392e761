//! A questionnaire and a wave over it, as every story needs them.

use access::Subject;
use axum::Router;
use ground::Ground;

use crate::city::{get, pages_as, post, somebody, upload};

/// A short questionnaire with every kind of question: a page for everybody, one for those who were harmed, one at the end.
pub(crate) const FORM: &str = r#"
    id = "short"
    version = "1"
    title = { cs = "Krátký dotazník", en = "A short questionnaire", uk = "Коротка анкета" }
    default_language = "cs"
    language = [{ code = "cs", name = "Čeština" }, { code = "en", name = "English" }, { code = "uk", name = "Українська" }]
    [[list]]
    name = "yes_no"
    choices = [
        { code = "1", label = { cs = "ano", en = "yes", uk = "так" } },
        { code = "0", label = { cs = "ne", en = "no", uk = "ні" } },
        { code = "98", label = { cs = "nevím", en = "don't know", uk = "не знаю" }, missing = "dont-know" },
    ]
    [[list]]
    name = "where"
    choices = [
        { code = "1", label = { cs = "v parku", en = "in the park", uk = "у парку" } },
        { code = "2", label = { cs = "na zastávce", en = "at the stop", uk = "на зупинці" } },
        { code = "3", label = { cs = "doma", en = "at home", uk = "вдома" } },
    ]
    [[group]]
    name = "all"
    label = { cs = "O vás", en = "About you", uk = "Про вас" }
    question = [
        { name = "age", kind = "integer", required = true, label = { cs = "Kolik vám je let?", en = "How old are you?", uk = "Скільки вам років?" }, constraint = ". >= 15 and . <= 120", constraint_message = { cs = "Napište číslo od 15 do 120.", en = "Write a number from 15 to 120.", uk = "Напишіть число від 15 до 120." } },
        { name = "harmed", kind = "select_one", list = "yes_no", required = true, sensitive = true, label = { cs = "Stali jste se obětí?", en = "Were you harmed?", uk = "Чи вас скривдили?" } },
        { name = "times", kind = "integer", required = true, relevant = "${harmed} = '1'", label = { cs = "Kolikrát?", en = "How many times?", uk = "Скільки разів?" } },
    ]
    [[group]]
    name = "harm"
    label = { cs = "Co se stalo", en = "What happened", uk = "Що сталося" }
    relevant = "${harmed} = '1'"
    question = [
        { name = "places", kind = "select_multiple", list = "where", required = true, label = { cs = "Kde to bylo?", en = "Where was it?", uk = "Де це було?" } },
        { name = "what", kind = "text", label = { cs = "Chcete k tomu něco říct?", en = "Anything to add?", uk = "Бажаєте щось додати?" } },
    ]
    [[group]]
    name = "end"
    label = { cs = "Nakonec", en = "At the end", uk = "Наприкінці" }
    question = [
        { name = "order", kind = "rank", list = "where", label = { cs = "Kde se cítíte nejlépe?", en = "Where do you feel best?", uk = "Де вам найкраще?" } },
        { name = "mark", kind = "range", start = 1, end = 5, step = 1, label = { cs = "Jakou známku dáte městu?", en = "Your mark for the city?", uk = "Яку оцінку поставите місту?" } },
        { name = "weight", kind = "decimal", label = { cs = "Kolik hodin jste venku?", en = "Hours outside?", uk = "Скільки годин ви надворі?" } },
        { name = "since", kind = "date", label = { cs = "Od kdy tu bydlíte?", en = "Living here since?", uk = "Відколи ви тут живете?" } },
        { name = "spot", kind = "geopoint", label = { cs = "Kterému místu se vyhýbáte?", en = "Which place do you avoid?", uk = "Якого місця уникаєте?" } },
        { name = "read", kind = "acknowledge", required = true, label = { cs = "Odpovědi se nedají vzít zpět.", en = "Answers cannot be taken back.", uk = "Відповіді не можна забрати назад." } },
    ]
"#;

pub(crate) fn form() -> questionnaires::Questionnaire {
    questionnaires::Questionnaire::from_toml(FORM).unwrap()
}

/// The coordinator of the city, who may do everything with a survey.
pub(crate) async fn coordinator(ground: &Ground) -> (Subject, Router) {
    let who = somebody(ground, "ivana.prikladna", "odbor-bezpecnosti").await;
    let pages = pages_as(ground, &who);
    (who, pages)
}

/// A wave over the short questionnaire, collecting; its path.
pub(crate) async fn collecting(pages: &Router, sample: &str) -> String {
    let workbook = questionnaires::xlsform::write(&form()).unwrap();
    let sent = upload(pages, &workbook, false).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    let questionnaire = sent.location.rsplit('/').next().unwrap().to_owned();
    let pairs = [
        ("label", "Pocit bezpečí 2026"),
        ("sample", sample),
        ("modes", "web"),
        ("modes", "face"),
        ("questionnaire", questionnaire.as_str()),
        ("from", "2026-11-01"),
        ("to", "2026-11-30"),
        ("reminders", "0"),
    ];
    let wave = post(pages, "/staff/pruzkumy/nova", &pairs).await;
    assert_eq!(wave.status, 303, "{}", wave.text);
    to_state(pages, &wave.location, "collecting").await;
    wave.location
}

pub(crate) async fn to_state(pages: &Router, wave: &str, state: &str) {
    let page = get(pages, wave).await.text;
    let version =
        page.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let moved =
        post(pages, &format!("{wave}/stav"), &[("version", version.as_str()), ("state", state)]).await;
    assert_eq!(moved.status, 303, "{}", moved.text);
}

/// Plain codes of a wave, as the file for the printer says them.
pub(crate) async fn codes(pages: &Router, wave: &str, count: usize) -> Vec<String> {
    let count = count.to_string();
    let file = post(pages, &format!("{wave}/sber"), &[("what", "plain"), ("count", count.as_str())]).await;
    assert_eq!(file.status, 200, "{}", file.text);
    file.text.lines().skip(1).filter_map(|line| line.split(';').next()).map(str::to_owned).collect()
}
