//! Reference pages as Markdown, for people and programs that want text: the author's words, with the examples executed.

use super::kept::PageContext;
use crate::content::Article;
use crate::model::Exchange;

/// Every article as Markdown, by its address with `.md`.
#[must_use]
pub fn markdown_shapes(context: &PageContext) -> Vec<(String, String)> {
    context
        .library
        .articles()
        .map(|article| (format!("{}.md", article.path), shape(context, article)))
        .collect()
}

fn shape(context: &PageContext, article: &Article) -> String {
    let mut text = format!("# {}\n\n{}\n\n", article.title, article.summary);
    let mut answers = article.examples().map(|live| context.executed.get(live));
    let mut in_live = false;
    for line in article.markdown.lines() {
        match (line.strip_prefix("```http-live"), in_live) {
            (Some(caption), _) => {
                in_live = true;
                if !caption.trim().is_empty() {
                    text.push_str(&format!("{}:\n\n", caption.trim()));
                }
                if let Some(Some(exchange)) = answers.next() {
                    text.push_str(&block(exchange));
                }
            }
            (None, true) => in_live = line != "```",
            (None, false) => {
                text.push_str(line.split(" {#").next().unwrap_or(line));
                text.push('\n');
            }
        }
    }
    if !article.checked.is_empty() {
        text.push_str(&format!("\nChecked on {} against {}.\n", article.checked, article.against));
    }
    text
}

fn block(exchange: &Exchange) -> String {
    let message = |head: &str, body: &str| format!("```http\n{}{body}\n```\n", head.replace("\r\n", "\n"));
    format!(
        "{}\n{}",
        message(&exchange.request.head, &exchange.request.body.text),
        message(&exchange.response.head, &exchange.response.body.text)
    )
}
