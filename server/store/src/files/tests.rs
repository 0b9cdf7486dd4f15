use super::*;
use domain::ErrorCode;
use domain::evidence::FileRef;
use futures::stream;
use std::io::{Cursor, Write};

type Piece = Result<Bytes, ()>;

async fn keep(files: &FileStore, name: &str, bytes: &[u8]) -> Result<FileRef> {
    let pieces: Vec<Piece> = bytes.chunks(700).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
    files.keep(name, stream::iter(pieces)).await
}

fn code(answer: Result<FileRef>) -> ErrorCode {
    match answer {
        Err(StoreError::App(AppError::Invalid { mut errors })) => errors.remove(0).code,
        other => panic!("{other:?}"),
    }
}

/// A package with these entries, packed or not.
fn package(entries: &[(&str, &str)]) -> Vec<u8> {
    use zip::write::SimpleFileOptions;
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        let stored = *name == "mimetype";
        let method = if stored { zip::CompressionMethod::Stored } else { zip::CompressionMethod::Deflated };
        writer.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Every file under the folder.
fn left(folder: &std::path::Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { left(&path) } else { vec![path] }).collect()
}

/// Every file under the folder, when what is removed in the background has been.
async fn soon_left(folder: &std::path::Path, expected: usize) -> usize {
    for _ in 0..100 {
        if left(folder).len() == expected {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    left(folder).len()
}

#[tokio::test]
async fn a_file_is_kept_once_under_its_hash_and_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let files = FileStore::open(folder.path().to_str().unwrap()).unwrap();
    let bytes = format!("%PDF-1.7\n{}", "x".repeat(3000)).into_bytes();
    let kept = keep(&files, "/tmp/Protokoll", &bytes).await.unwrap();
    assert_eq!((kept.name.as_str(), kept.size, kept.media_type.as_str()), ("Protokoll.pdf", 3009, "application/pdf"));
    assert_eq!(keep(&files, "Annat namn.pdf", &bytes).await.unwrap().sha256, kept.sha256);
    let expected = folder.path().join(&kept.sha256[..2]).join(&kept.sha256[2..4]).join(&kept.sha256);
    assert_eq!(soon_left(folder.path(), 1).await, 1);
    assert_eq!(left(folder.path()), [expected]);
    let (size, stream) = files.read(&kept.sha256).await.unwrap();
    let read: Vec<Bytes> = stream.try_collect().await.unwrap();
    assert_eq!((size, read.concat()), (3009, bytes));
    assert!(files.holds(&kept.sha256).await.unwrap() && !files.holds(&"0".repeat(64)).await.unwrap());
    for absent in ["0".repeat(64), "../../etc/passwd".to_owned(), String::new()] {
        assert!(matches!(files.read(&absent).await, Err(StoreError::App(AppError::NotFound))));
    }
}

#[tokio::test]
async fn what_is_refused_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let files = FileStore::open(folder.path().to_str().unwrap()).unwrap().with_max(2000);
    assert_eq!(code(keep(&files, "stor.txt", &[b'x'; 2001]).await), ErrorCode::FileSize { max: 2000 });
    assert_eq!(code(keep(&files, "tom.txt", b"").await), ErrorCode::Required);
    assert!(matches!(code(keep(&files, "faktura.pdf", b"MZ\x90\0\x03\0").await), ErrorCode::FileType { .. }));
    assert!(matches!(code(keep(&files, "faktura.pdf", b"bara text").await), ErrorCode::FileName { .. }));
    assert!(matches!(code(keep(&files, "skript.bat", b"del *.*").await), ErrorCode::FileName { .. }));
    let broken: Vec<Piece> = vec![Ok(Bytes::from_static(b"%PDF-1.7")), Err(())];
    assert_eq!(code(files.keep("halv.pdf", stream::iter(broken)).await), ErrorCode::FileBroken);
    assert_eq!(soon_left(folder.path(), 0).await, 0);
}

#[tokio::test]
async fn an_upload_that_is_dropped_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let files = FileStore::open(folder.path().to_str().unwrap()).unwrap();
    let begun = stream::iter([Piece::Ok(Bytes::from_static(b"%PDF-"))]).chain(stream::pending());
    let waited = tokio::time::timeout(std::time::Duration::from_millis(50), files.keep("halv.pdf", begun)).await;
    assert!(waited.is_err());
    assert_eq!(soon_left(folder.path(), 0).await, 0);
}

#[tokio::test]
async fn a_full_disk_is_told_as_such() {
    // The device that is always full stands in for a disk that is.
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").and_then(|mut file| file.write_all(b"x"));
    let error = full.unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::StorageFull);
    let wrapped = object_store::Error::Generic { store: "LocalFileSystem", source: Box::new(error) };
    assert_eq!(code(Err(upload::full(wrapped))), ErrorCode::NoRoom);
}

#[tokio::test]
async fn packages_are_looked_into() {
    let files = FileStore::open("memory:").unwrap();
    let types = ("[Content_Types].xml", "<Types/>");
    let odt = ("mimetype", "application/vnd.oasis.opendocument.text");
    for (name, entries) in [
        ("a.docx", vec![("word/document.xml", "x"), types]),
        ("a.xlsx", vec![types, ("xl/workbook.xml", "x")]),
        ("a.pptx", vec![types, ("ppt/presentation.xml", "x")]),
        ("a.odt", vec![odt, ("content.xml", "x")]),
    ] {
        let kept = keep(&files, name, &package(&entries)).await.unwrap();
        assert!(kept.media_type.ends_with(match name {
            "a.docx" => "wordprocessingml.document",
            "a.xlsx" => "spreadsheetml.sheet",
            "a.pptx" => "presentationml.presentation",
            _ => "opendocument.text",
        }));
    }
    for (name, entries) in [
        ("arkiv.zip", vec![("a.txt", "x")]),
        ("lögn.docx", vec![("a.exe", "x")]),
        ("lögn.odt", vec![("content.xml", "x"), odt]),
        ("makro.docx", vec![types, ("word/document.xml", "x"), ("word/vbaProject.bin", "x")]),
        ("makro.odt", vec![odt, ("content.xml", "x"), ("Basic/Standard/a.xml", "x")]),
    ] {
        assert!(matches!(code(keep(&files, name, &package(&entries)).await), ErrorCode::FileType { .. }), "{name}");
    }
    let mut cut = package(&[types, ("word/document.xml", "x")]);
    cut.truncate(cut.len() - 8);
    assert!(matches!(code(keep(&files, "halv.docx", &cut).await), ErrorCode::FileType { .. }));
}

#[tokio::test]
async fn of_ole_files_only_mail_is_kept() {
    let files = FileStore::open("memory:").unwrap();
    let ole = |class: [u8; 16]| {
        let mut bytes = vec![0_u8; 3 * 512];
        bytes[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
        (bytes[30], bytes[48]) = (9, 1);
        bytes[1024 + 80..1024 + 96].copy_from_slice(&class);
        bytes
    };
    let mail = [0x0b, 0x0d, 2, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46];
    assert_eq!(keep(&files, "a.msg", &ole(mail)).await.unwrap().media_type, "application/vnd.ms-outlook");
    assert!(matches!(code(keep(&files, "a.doc", &ole([6; 16])).await), ErrorCode::FileType { .. }));
}

#[tokio::test]
async fn what_a_killed_process_left_is_swept_after_a_day() {
    let folder = tempfile::tempdir().unwrap();
    let files = FileStore::open(folder.path().to_str().unwrap()).unwrap();
    let path = folder.path().join(UNDER_WAY).join("0190#1");
    std::fs::write(&path, b"half").unwrap();
    let written = DateTime::<Utc>::from(path.metadata().unwrap().modified().unwrap());
    assert_eq!(files.sweep(written + TimeDelta::hours(23)).await.unwrap(), 0);
    assert_eq!(files.sweep(written + TimeDelta::hours(25)).await.unwrap(), 1);
    assert!(!path.exists());
}

#[tokio::test]
async fn what_is_laid_aside_is_its_accounts_alone_and_goes_after_a_day() {
    let folder = tempfile::tempdir().unwrap();
    let files = FileStore::open(folder.path().to_str().unwrap()).unwrap();
    let id = files.lay_aside("samordnare", b"ett".to_vec()).await.unwrap();
    assert_eq!(files.laid_aside("samordnare", &id).await.unwrap(), "ett");
    for (username, id) in [("agare", id.as_str()), ("samordnare", "../../etc/passwd"), ("samordnare", "")] {
        let answer = files.laid_aside(username, id).await;
        assert!(matches!(answer, Err(StoreError::App(AppError::NotFound))), "{username} {id}");
    }
    files.replace_aside("samordnare", &id, b"tv\xc3\xa5".to_vec()).await.unwrap();
    assert_eq!(files.laid_aside("samordnare", &id).await.unwrap(), "två".as_bytes());
    let written = left(folder.path());
    let moment = DateTime::<Utc>::from(std::fs::metadata(&written[0]).unwrap().modified().unwrap());
    assert_eq!((written.len(), files.sweep(moment + TimeDelta::hours(25)).await.unwrap()), (1, 1));
    assert!(files.laid_aside("samordnare", &id).await.is_err());
}
