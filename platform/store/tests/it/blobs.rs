//! Large byte strings.

use store::{BlobId, Statement, Store, StoreError, testing};

/// Bytes that do not compress and differ by `seed`.
pub(crate) fn bytes(length: usize, seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut out = Vec::with_capacity(length + 8);
    while out.len() < length {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        out.extend_from_slice(&state.to_le_bytes());
    }
    out.truncate(length);
    out
}

pub(crate) async fn put(store: &Store, parts: Vec<Vec<u8>>) -> BlobId {
    let mut tx = store.begin().await.unwrap();
    let blob = tx.put_blob("test", parts.into_iter()).await.unwrap();
    tx.commit().await.unwrap();
    blob
}

async fn delete(store: &Store, blob: &BlobId) -> bool {
    let mut tx = store.begin().await.unwrap();
    let deleted = tx.delete_blob(blob).await.unwrap();
    tx.commit().await.unwrap();
    deleted
}

#[tokio::test(flavor = "multi_thread")]
async fn a_blob_comes_back_however_it_was_cut() {
    testing::each_engine(async |store| {
        store.migrate(&[store::MIGRATIONS]).await.unwrap();
        for length in [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 20_000_000] {
            let whole = bytes(length, 1);
            let cut = |n: usize| whole.chunks(n).map(<[u8]>::to_vec).collect::<Vec<_>>();
            let blobs = [put(&store, vec![whole.clone()]).await, put(&store, cut(700_000)).await];
            assert_eq!((&blobs[0], blobs[0].bytes), (&blobs[1], length as u64));
            let chunks = store.get_blob(&blobs[0]).await.unwrap().unwrap();
            assert!(chunks.iter().all(|c| c.len() <= 1 << 20));
            assert!(chunks.concat() == whole, "{length} bytes came back changed");
            // Put twice, so it needs two deletes.
            assert!(delete(&store, &blobs[0]).await);
            assert!(store.get_blob(&blobs[0]).await.unwrap().is_some());
            assert!(delete(&store, &blobs[0]).await);
            assert_eq!(store.get_blob(&blobs[0]).await.unwrap(), None);
            assert!(!delete(&store, &blobs[0]).await);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_name_is_the_sha_256_that_everybody_knows() {
    let store = Store::open("sqlite::memory:").await.unwrap();
    store.migrate(&[store::MIGRATIONS]).await.unwrap();
    // FIPS 180-4, the example of one block
    let blob = put(&store, vec![b"a".to_vec(), b"bc".to_vec()]).await;
    assert_eq!(blob.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

#[tokio::test(flavor = "multi_thread")]
async fn damaged_bytes_are_refused() {
    const DAMAGE: [Statement; 2] = [
        Statement::new("damage", "update store_blob_chunk set body = ?1 where part = 1"),
        Statement::new("lose", "delete from store_blob_chunk where part = 2 or body = ?1"),
    ];
    testing::each_engine(async |store| {
        store.migrate(&[store::MIGRATIONS]).await.unwrap();
        let blob = put(&store, vec![bytes(3 << 20, 2)]).await;
        for damage in &DAMAGE {
            assert!(store.execute(damage, &[bytes(1 << 20, 3).into()]).await.unwrap() > 0);
            assert!(matches!(store.get_blob(&blob).await, Err(StoreError::Corrupt { .. })));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_fails_leaves_no_bytes() {
    testing::each_engine(async |store| {
        store.migrate(&[store::MIGRATIONS]).await.unwrap();
        let mut tx = store.begin().await.unwrap();
        let blob = tx.put_blob("test", std::iter::once(bytes(2_000_000, 4))).await.unwrap();
        drop(tx);
        assert_eq!(store.get_blob(&blob).await.unwrap(), None);
    })
    .await;
}
