//! A small client over loopback: one connection a request, so that a figure holds everything a browser would wait for.

use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// An answer and how long it took.
pub struct Answer {
    /// Status.
    pub status: u16,
    /// Headers, as text.
    pub head: String,
    /// Bytes of the body as sent, chunk marks included.
    pub bytes: usize,
    /// Until the first byte of the body.
    pub first: Duration,
    /// Until the last.
    pub total: Duration,
}

/// Goes to a page, or sends a form as a browser does, and reads the answer to its end.
///
/// # Errors
/// When the connection fails or the answer isn't HTTP.
pub async fn ask(to: SocketAddr, method: &str, path: &str, cookie: &str, body: &str) -> std::io::Result<Answer> {
    request(to, (method, "text/html"), path, cookie, body).await
}

/// Sends a form as a script of a page does.
///
/// # Errors
/// As for [`ask`].
pub async fn send(to: SocketAddr, path: &str, cookie: &str, body: &str) -> std::io::Result<Answer> {
    request(to, ("POST", "*/*"), path, cookie, body).await
}

async fn request(
    to: SocketAddr,
    (method, accept): (&str, &str),
    path: &str,
    cookie: &str,
    body: &str,
) -> std::io::Result<Answer> {
    let origin = if method == "POST" { format!("Origin: http://{to}\r\n") } else { String::new() };
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: {to}\r\nConnection: close\r\nAccept: {accept}\r\n{origin}Cookie: {cookie}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let start = Instant::now();
    let mut stream = TcpStream::connect(to).await?;
    stream.set_nodelay(true)?;
    stream.write_all(request.as_bytes()).await?;
    let (mut received, mut first) = (Vec::with_capacity(1 << 16), None);
    let mut piece = vec![0; 1 << 16];
    loop {
        let n = stream.read(&mut piece).await?;
        if n == 0 {
            break;
        }
        received.extend_from_slice(&piece[..n]);
        if first.is_none() && end_of_head(&received).is_some_and(|end| received.len() > end) {
            first = Some(start.elapsed());
        }
    }
    let total = start.elapsed();
    let end = end_of_head(&received).ok_or_else(|| std::io::Error::other("not an HTTP answer"))?;
    let head = String::from_utf8_lossy(&received[..end]).into_owned();
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
    Ok(Answer { status, head, bytes: received.len() - end, first: first.unwrap_or(total), total })
}

fn end_of_head(bytes: &[u8]) -> Option<usize> {
    bytes.windows(4).position(|four| four == b"\r\n\r\n").map(|at| at + 4)
}
