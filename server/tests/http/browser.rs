//! A browser, as far as the server can tell: it keeps cookies, says where its forms come from, and follows no redirect.

use crate::running::PASSWORD;
use domain::query::encode;
use reqwest::header::{HeaderMap, SET_COOKIE};
use reqwest::{Client, Method, RequestBuilder, redirect::Policy};
use std::collections::BTreeMap;

/// What a browser accepts when a person goes to a page.
const PAGE: &str = "text/html,application/xhtml+xml,*/*;q=0.8";

#[derive(Clone)]
pub struct Browser {
    client: Client,
    url: String,
    /// What it says its forms come from.
    pub origin: String,
    /// Where a proxy would say that it is.
    pub from: Option<String>,
    pub cookies: BTreeMap<String, String>,
}

/// What a server answered.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn location(&self) -> &str {
        self.header("location")
    }
}

/// A form's fields.
pub type Pairs<'a> = &'a [(&'a str, &'a str)];

impl Browser {
    pub fn new(url: &str) -> Self {
        let client = Client::builder().redirect(Policy::none()).build().unwrap();
        Self { client, url: url.to_owned(), origin: url.to_owned(), from: None, cookies: BTreeMap::new() }
    }

    /// Goes on at another address with the cookies it has.
    pub fn at(&mut self, url: &str) {
        url.clone_into(&mut self.url);
        url.clone_into(&mut self.origin);
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        let request = self.request(Method::GET, path).header("accept", PAGE);
        self.send(request).await
    }

    /// Sends a form, as a browser does by itself.
    pub async fn post(&mut self, path: &str, pairs: Pairs<'_>) -> Answer {
        let request = self.request(Method::POST, path).header("accept", PAGE).header("origin", &self.origin);
        let request = request.header("content-type", "application/x-www-form-urlencoded").body(urlencoded(pairs));
        self.send(request).await
    }

    /// Calls a server function, as the client does.
    pub async fn call(&mut self, function: &str, content_type: &str, body: String) -> Answer {
        let request = self.request(Method::POST, &format!("/api/{function}")).header("accept", "application/json");
        let request = request.header("origin", &self.origin).header("content-type", content_type).body(body);
        self.send(request).await
    }

    /// Sends a command's form as the client does.
    pub async fn submit(&mut self, pairs: Pairs<'_>) -> Answer {
        self.call("submit", "application/x-www-form-urlencoded", urlencoded(pairs)).await
    }

    pub async fn sign_in(&mut self, username: &str, password: &str) -> Answer {
        self.post("/logga-in", &[("anvandarnamn", username), ("losenord", password), ("till", "/")]).await
    }

    /// Whether it is signed in.
    pub async fn is_in(&mut self) -> bool {
        match self.get("/konto").await.status {
            200 => true,
            303 => false,
            other => panic!("/konto answered {other}"),
        }
    }

    pub async fn change_password(&mut self, new: &str) -> Answer {
        let fields = [("old_password", PASSWORD), ("new_password", new), ("repeat_password", new)];
        self.post("/konto/losenord", &fields).await
    }

    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let mut request = self.client.request(method, format!("{}{path}", self.url));
        if !self.cookies.is_empty() {
            let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header("cookie", pairs.join("; "));
        }
        if let Some(from) = &self.from {
            request = request.header("x-forwarded-for", from);
        }
        request
    }

    pub async fn send(&mut self, request: RequestBuilder) -> Answer {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        for line in headers.get_all(SET_COOKIE) {
            let line = line.to_str().unwrap();
            let (name, rest) = line.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            if line.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        Answer { status, headers, body: response.text().await.unwrap() }
    }
}

pub fn urlencoded(pairs: Pairs<'_>) -> String {
    let pairs: Vec<String> = pairs.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    pairs.join("&")
}
