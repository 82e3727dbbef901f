//! From Markdown to blocks, event by event.

use pulldown_cmark::{
    BlockQuoteKind, CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html,
};

use super::cause::Causes;
use super::heading::Heading;
use super::table::Table;
use crate::content::article::Block;
use crate::content::highlight::{self, escaped};
use crate::content::live::Live;
use crate::content::quiz::Quiz;
use crate::model::citation::{self, Piece};

/// A body, parsed.
#[derive(Debug, Default)]
pub struct Parsed {
    pub blocks: Vec<Block>,
    pub headings: Vec<Heading>,
}

/// What is wrong, and where in the text.
#[derive(Debug, PartialEq, Eq)]
pub struct MarkdownError {
    pub offset: usize,
    pub problem: String,
}

/// Parses a body.
///
/// # Errors
/// Raw HTML, a bad `http-live` or `quiz` block.
pub fn parse(text: &str) -> Result<Parsed, MarkdownError> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_GFM | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut writer = Writer::default();
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        writer.event(event).map_err(|problem| MarkdownError { offset: range.start, problem })?;
    }
    writer.flush();
    Ok(writer.parsed)
}

#[derive(Default)]
struct Writer<'a> {
    parsed: Parsed,
    events: Vec<Event<'a>>,
    heading: Option<Heading>,
    code: Option<(String, String)>,
    table: Table,
    causes: Causes,
    links_open: usize,
}

impl<'a> Writer<'a> {
    fn event(&mut self, event: Event<'a>) -> Result<(), String> {
        match event {
            Event::Html(_) | Event::InlineHtml(_) => return Err("raw HTML is not allowed".into()),
            Event::Start(Tag::CodeBlock(kind)) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.into_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some((info, String::new()));
            }
            Event::End(TagEnd::CodeBlock) => {
                if let Some((info, code)) = self.code.take() {
                    self.code_block(&info, &code)?;
                }
            }
            Event::Text(text) => self.text(text),
            Event::Code(code) => {
                self.label(&code);
                self.events.push(Event::Code(code));
            }
            Event::Start(Tag::Heading { level, id, .. }) => {
                let (heading, html) = Heading::begin(level, id);
                self.heading = Some(heading);
                self.raw(html);
            }
            Event::End(TagEnd::Heading(level)) => self.end_heading(level),
            Event::Start(Tag::List(start)) => {
                self.causes.list_begins(&mut self.events);
                self.events.push(Event::Start(Tag::List(start)));
            }
            Event::End(TagEnd::List(ordered)) => {
                self.events.push(Event::End(TagEnd::List(ordered)));
                if let Some(html) = self.causes.list_ends() {
                    self.raw(html.into());
                }
            }
            Event::Start(Tag::BlockQuote(Some(kind))) => self.raw(callout(kind)),
            Event::End(TagEnd::BlockQuote(Some(_))) => self.raw("</aside>\n".into()),
            Event::Start(Tag::Link { ref dest_url, .. }) => {
                self.links_open += 1;
                let external = dest_url.starts_with("http");
                let rel = if external { " rel=\"noopener\"" } else { "" };
                self.raw(format!("<a href=\"{}\"{rel}>", escaped(dest_url)));
            }
            Event::End(TagEnd::Link) => {
                self.links_open -= 1;
                self.raw("</a>".into());
            }
            other => match self.table.html(&other) {
                Some(html) => self.raw(html),
                None => self.events.push(other),
            },
        }
        Ok(())
    }

    fn raw(&mut self, html: String) {
        self.events.push(Event::InlineHtml(html.into()));
    }

    /// Adds to the heading or the table label that is being read.
    fn label(&mut self, text: &str) {
        if let Some(heading) = &mut self.heading {
            heading.title.push_str(text);
        }
        self.table.label(text);
    }

    fn text(&mut self, text: CowStr<'a>) {
        if let Some((_, code)) = &mut self.code {
            code.push_str(&text);
            return;
        }
        self.label(&text);
        if self.links_open > 0 || self.heading.is_some() || !text.contains("RFC ") {
            self.events.push(Event::Text(text));
            return;
        }
        for piece in citation::pieces(&text) {
            match piece {
                Piece::Text(text) => self.events.push(Event::Text(text.to_owned().into())),
                Piece::Citation { text, href } => {
                    self.raw(format!("<a class=\"citation\" href=\"{href}\" rel=\"noopener\">{text}</a>"));
                }
            }
        }
    }

    fn end_heading(&mut self, level: HeadingLevel) {
        let Some(mut heading) = self.heading.take() else { return };
        let html = heading.end(level, &mut self.events);
        self.raw(html);
        if heading.level == 4 {
            self.causes.heading_ended(self.events.len());
        }
        if heading.is_listed() {
            self.parsed.headings.push(heading);
        }
    }

    fn code_block(&mut self, info: &str, code: &str) -> Result<(), String> {
        let (language, rest) = info.split_once(' ').unwrap_or((info, ""));
        match language {
            "http-live" => {
                let live = Live::parse(rest, code)?;
                let nothing_between = self.events.is_empty();
                match self.parsed.blocks.last_mut() {
                    Some(Block::Live(row)) if nothing_between => row.push(live),
                    _ => self.block(Block::Live(vec![live])),
                }
            }
            "quiz" => self.block(Block::Quiz(Quiz::parse(code)?)),
            _ => {
                let name = if language.is_empty() { "text" } else { language };
                let highlighted = highlight::html(code, language);
                self.raw(format!(
                    "<figure class=\"code-block\"><figcaption class=\"code-block__head\"><span class=\"code-block__language\">{name}</span></figcaption>\
                     <pre class=\"code-block__pre\" tabindex=\"0\" role=\"group\" aria-label=\"Code: {name}\"><code>{highlighted}</code></pre></figure>\n"
                ));
            }
        }
        Ok(())
    }

    fn block(&mut self, block: Block) {
        self.flush();
        self.parsed.blocks.push(block);
    }

    fn flush(&mut self) {
        if self.events.is_empty() {
            return;
        }
        let mut out = String::new();
        html::push_html(&mut out, self.events.drain(..));
        self.parsed.blocks.push(Block::Html(out));
    }
}

fn callout(kind: BlockQuoteKind) -> String {
    let (name, title) = match kind {
        BlockQuoteKind::Note => ("note", "Note"),
        BlockQuoteKind::Tip => ("tip", "Tip"),
        BlockQuoteKind::Important => ("note", "Important"),
        BlockQuoteKind::Warning => ("warning", "Careful"),
        BlockQuoteKind::Caution => ("warning", "Danger"),
    };
    format!("<aside class=\"callout callout--{name}\"><p class=\"callout__label\">{title}</p>\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html_of(text: &str) -> String {
        let parsed = parse(text).expect("valid Markdown");
        match parsed.blocks.as_slice() {
            [Block::Html(html)] => html.clone(),
            other => panic!("one block of HTML, not {other:?}"),
        }
    }

    #[test]
    fn headings_get_ids_and_stand_in_the_contents() {
        let parsed = parse("## Why am I `here`? {#why}\n\n### Plain Title!\n\n#### Cause\n").expect("valid");
        let list: Vec<_> =
            parsed.headings.iter().map(|h| (h.id.as_str(), h.title.as_str(), h.level)).collect();
        assert_eq!(list, [("why", "Why am I here?", 2), ("plain-title", "Plain Title!", 3)]);
        assert!(html_of("#### A cause\n").contains("<h4 id=\"a-cause\">A cause</h4>"));
    }

    #[test]
    fn a_cause_and_its_list_stand_in_one_section() {
        let html = html_of("#### A\n\n- **Symptom.** x\n  - inner\n\n#### B\n\ntext\n\n- y\n");
        assert!(html.contains("<section class=\"cause\"><h4 id=\"a\">"), "{html}");
        assert_eq!((html.matches("<section").count(), html.matches("</section>").count()), (1, 1), "{html}");
    }

    #[test]
    fn cells_carry_the_label_of_their_column() {
        let html = html_of("| A | `B` |\n| --- | --- |\n| 1 | 2 |\n");
        assert!(html.contains("<th scope=\"row\">1</th><td data-label=\"B\">2</td>"), "{html}");
    }

    #[test]
    fn citations_become_links_but_not_inside_links() {
        assert!(
            html_of("See RFC 9110 15.5.2.")
                .contains("href=\"https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2\"")
        );
        assert_eq!(html_of("[RFC 9110](/x)").matches("<a ").count(), 1);
    }

    #[test]
    fn raw_html_and_bad_blocks_are_refused() {
        for text in ["<b>x</b>", "x <i>y</i>", "```http-live\nGET\n```", "```quiz\n- a\n```"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn neighbouring_live_blocks_stand_side_by_side() {
        let live = "```http-live\nGET /demo/ HTTP/1.1\n---\n200\n```\n";
        let parsed = parse(&format!("{live}\n{live}\ntext\n\n{live}")).expect("valid");
        let rows: Vec<usize> = parsed
            .blocks
            .iter()
            .map(|block| match block {
                Block::Live(row) => row.len(),
                _ => 0,
            })
            .collect();
        assert_eq!(rows, [2, 0, 1]);
    }
}
