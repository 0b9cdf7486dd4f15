//! A mail server on a port of this machine, which speaks SMTP (RFC 5321) and does what it is told to.

use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// How it behaves to whoever connects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// Takes everything.
    Kind,
    /// Says that it is busy instead of greeting.
    Busy,
    /// Accepts the connection and says nothing.
    Mute,
    /// Knows no recipient.
    Stranger,
    /// Doesn't want the content now.
    Fed,
    /// Takes the content and breaks off without an answer.
    Rude,
}

/// A letter that has been taken.
#[derive(Debug, Clone)]
pub struct Taken {
    pub from: String,
    pub to: String,
    pub content: String,
}

/// The server, and what it has taken.
#[derive(Clone)]
pub struct Letterbox {
    pub url: String,
    state: Arc<Mutex<State>>,
}

struct State {
    mood: Mood,
    taken: Vec<Taken>,
    calls: usize,
}

impl Letterbox {
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}?timeout=1", listener.local_addr().unwrap());
        let state = Arc::new(Mutex::new(State { mood: Mood::Kind, taken: Vec::new(), calls: 0 }));
        let served = Arc::clone(&state);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                // Whoever goes in the middle of it is their own business.
                tokio::spawn({
                    let served = Arc::clone(&served);
                    async move { drop(serve(stream, &served).await) }
                });
            }
        });
        Self { url, state }
    }

    pub fn feel(&self, mood: Mood) {
        self.state.lock().unwrap().mood = mood;
    }

    pub fn taken(&self) -> Vec<Taken> {
        self.state.lock().unwrap().taken.clone()
    }

    /// Connections so far.
    pub fn calls(&self) -> usize {
        self.state.lock().unwrap().calls
    }
}

async fn serve(stream: TcpStream, state: &Mutex<State>) -> std::io::Result<()> {
    let mood = {
        let mut state = state.lock().unwrap();
        state.calls += 1;
        state.mood
    };
    let mut stream = BufReader::new(stream);
    match mood {
        Mood::Busy => return stream.write_all(b"421 too busy\r\n").await,
        Mood::Mute => {
            // Until the other side gives up.
            let mut line = String::new();
            return stream.read_line(&mut line).await.map(|_| ());
        }
        _ => stream.write_all(b"220 letterbox ESMTP\r\n").await?,
    }
    let (mut from, mut to) = (String::new(), String::new());
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let command = line.trim_end();
        let answer: &[u8] = if command.starts_with("EHLO") {
            b"250-letterbox\r\n250 8BITMIME\r\n"
        } else if let Some(sender) = command.strip_prefix("MAIL FROM:") {
            from = sender.to_owned();
            b"250 go on\r\n"
        } else if let Some(recipient) = command.strip_prefix("RCPT TO:") {
            to = recipient.to_owned();
            if mood == Mood::Stranger { b"550 nobody of that name\r\n" } else { b"250 go on\r\n" }
        } else if command == "DATA" {
            stream.write_all(b"354 go on\r\n").await?;
            let content = content(&mut stream).await?;
            if mood == Mood::Fed {
                b"451 not now\r\n"
            } else {
                state.lock().unwrap().taken.push(Taken { from: from.clone(), to: to.clone(), content });
                if mood == Mood::Rude {
                    return Ok(());
                }
                b"250 taken\r\n"
            }
        } else if command == "QUIT" {
            return stream.write_all(b"221 farewell\r\n").await;
        } else {
            b"502 unknown\r\n"
        };
        stream.write_all(answer).await?;
    }
}

/// A letter's content, up to the line with a single dot.
async fn content(stream: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let mut content = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 || line == ".\r\n" {
            return Ok(content);
        }
        assert!(line.ends_with("\r\n") && line.len() <= 1000, "{line:?}");
        content.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}

impl Taken {
    /// The plain text, put back from how it travelled.
    pub fn text(&self) -> String {
        let part = self.content.split("Content-Type: text/plain").nth(1).unwrap();
        let border = self.content.split("boundary=\"").nth(1).unwrap().split('"').next().unwrap();
        let body = part.split_once("\r\n\r\n").unwrap().1.split(&format!("\r\n--{border}")).next().unwrap();
        assert!(part.contains("Content-Transfer-Encoding: quoted-printable"));
        decoded(body)
    }

    pub fn subject(&self) -> String {
        self.header("Subject")
    }

    pub fn header(&self, name: &str) -> String {
        let head = self.content.split_once("\r\n\r\n").unwrap().0.replace("\r\n ", " ");
        let found = head.split("\r\n").find_map(|line| line.strip_prefix(&format!("{name}: ")).map(str::to_owned));
        found.unwrap_or_default()
    }
}

/// Undoes quoted-printable (RFC 2045, 6.7).
fn decoded(body: &str) -> String {
    let joined = body.replace("=\r\n", "");
    let mut bytes = Vec::new();
    let mut rest = joined.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        if first == b'=' && after.len() >= 2 {
            let pair = std::str::from_utf8(&after[..2]).unwrap();
            bytes.push(u8::from_str_radix(pair, 16).unwrap());
            rest = &after[2..];
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap()
}
