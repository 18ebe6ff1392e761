use crate::city::{demo, get, pages_as, somebody};

#[tokio::test]
async fn a_year_of_the_demonstration_city() {
    let database = store::testing::sqlite().await;
    let began = std::time::Instant::now();
    let ground = demo((*database).clone()).await;
    eprintln!("the demonstration took {:?}", began.elapsed());
    let analyst = somebody(&ground, "simona.ukazkova", "odbor-bezpecnosti").await;
    let figures = get(&pages_as(&ground, &analyst), "/staff/ubytovny/ukazatele").await;
    assert_eq!(figures.status, 200);
    // What is looked at is the words and numbers, not the frame around them.
    let main = figures.text.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
    insta::assert_snapshot!("figures", main);
    assert_eq!(ground.access.verify(&[], |_| ()).await.unwrap().fault, None);
}
