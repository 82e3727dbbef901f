//! Every example on the pages, made again: what the page promises must be what the server says.

use knock::content::article::Block;
use knock::content::live::Live;

use crate::html::text;
use crate::placeholders::{Asked, Giver};
use crate::support::{Answer, Server, with_server};

async fn execute(server: &Server, live: &Live) -> Answer {
    let giver = Giver::Demo(server);
    let target = giver.filled(&live.target).await;
    let mut fields = Vec::new();
    for line in &live.headers {
        let asked = Asked { method: &live.method, target: &target, body: &live.body };
        fields.push(giver.filled_for(line, asked).await);
    }
    let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
    server.send(crate::support::message(&live.method, &target, &fields, &live.body)).await
}

#[test]
fn every_example_keeps_its_promise() {
    with_server(async |server| {
        let library = server.app.site().await.library();
        let mut executed = 0;
        let mut broken = Vec::new();
        for article in library.articles() {
            for live in article.examples() {
                executed += 1;
                let answer = execute(server, live).await;
                let what = format!("{}: {} {}", article.file, live.method, live.target);
                if answer.status != live.promised_status {
                    broken.push(format!("{what} promises {} and is {}", live.promised_status, answer.status));
                }
                for line in &live.promised_fields {
                    if !answer.lines().contains(&line.as_str()) {
                        broken.push(format!("{what} promises {line}, not in {:?}", answer.lines()));
                    }
                }
            }
        }
        assert!(executed >= 10, "{executed}");
        assert!(broken.is_empty(), "{broken:#?}");
    });
}

#[test]
fn what_a_page_shows_is_what_was_executed() {
    with_server(async |server| {
        let context = server.app.page_context().await;
        for article in context.library.articles() {
            let page = text(&server.get(&article.path).await.text());
            for live in article.examples() {
                let exchange =
                    context.executed.get(live).unwrap_or_else(|| panic!("{}: not executed", article.file));
                assert_eq!(exchange.status, live.promised_status, "{}: {}", article.file, live.target);
                assert!(page.contains(&live.caption), "{}: {}", article.file, live.caption);
                assert!(page.contains(&exchange.status.to_string()), "{}: {}", article.file, live.target);
                for field in &exchange.response.fields {
                    assert!(page.contains(&field.name), "{}: {} is not shown", article.file, field.name);
                }
            }
        }
    });
}

#[test]
fn the_four_visitors_get_four_answers() {
    with_server(async |server| {
        let library = server.app.site().await.library();
        let comparison = library.comparisons.get("401-vs-403").expect("the comparison");
        let rows = comparison.blocks.iter().filter_map(|block| match block {
            Block::Live(row) => Some(row),
            _ => None,
        });
        let four = rows.into_iter().find(|row| row.len() == 4).expect("four side by side");
        let statuses: Vec<u16> = four.iter().map(|live| live.promised_status).collect();
        assert_eq!(statuses, [401, 401, 403, 200]);
        assert!(
            four.windows(2).all(|pair| pair[0].target == pair[1].target),
            "the same request to the same door"
        );
    });
}
