//! All content together, parsed and indexed; it does not change while it is served.

use std::collections::BTreeMap;

use super::article::{Article, ArticleFront, SchemeFront, SchemePage, StatusFront, StatusPage};
use super::error::{ContentError, line_of};
use super::exhibits::{ExhibitFront, ExhibitPage};
use super::front_matter;
use super::headers::{HeaderFront, HeaderPage, Hints};
use super::markdown;
use super::registry::{self, RegisteredCode};
use super::scenarios::{ScenarioFront, ScenarioPage};
use super::source::{File, Source};

/// Everything the site teaches.
#[derive(Default)]
pub struct Library {
    /// In numerical order.
    pub codes: Vec<RegisteredCode>,
    pub statuses: BTreeMap<u16, StatusPage>,
    /// By slug.
    pub schemes: BTreeMap<String, SchemePage>,
    pub comparisons: BTreeMap<String, Article>,
    /// Pages of their own, by the name in their address.
    pub guides: BTreeMap<String, Article>,
    /// Only headers with a page.
    pub headers: BTreeMap<String, HeaderPage>,
    pub hints: Hints,
    /// The broken museum, by the names of its exhibits.
    pub exhibits: BTreeMap<String, ExhibitPage>,
    /// In the order in which they are shown.
    pub scenarios: Vec<ScenarioPage>,
}

impl Library {
    /// Reads all content, about a site at this origin.
    ///
    /// # Errors
    /// The first file that cannot be used.
    pub fn load(source: &Source, origin: &str) -> Result<Self, ContentError> {
        let files = source.files(origin)?;
        let registry = files
            .iter()
            .find(|file| file.path == registry::FILE)
            .ok_or(ContentError::Missing { file: registry::FILE })?;
        let mut library = Self { codes: registry::parse(registry)?, ..Self::default() };
        for file in &files {
            library.add(file)?;
        }
        library.scenarios.sort_by_key(|page| (page.scenario.group, page.order));
        Ok(library)
    }

    /// The registry's entry for a code.
    #[must_use]
    pub fn code(&self, code: u16) -> Option<&RegisteredCode> {
        self.codes.iter().find(|registered| registered.code == code)
    }

    #[must_use]
    pub fn scenario(&self, slug: &str) -> Option<&ScenarioPage> {
        self.scenarios.iter().find(|page| page.scenario.slug == slug)
    }

    /// Every page with an article.
    pub fn articles(&self) -> impl Iterator<Item = &Article> {
        let statuses = self.statuses.values().map(|page| &page.article);
        let schemes = self.schemes.values().map(|page| &page.article);
        let headers = self.headers.values().map(|page| &page.article);
        let scenarios = self.scenarios.iter().map(|page| &page.article);
        let exhibits = self.exhibits.values().map(|page| &page.article);
        let others = self.comparisons.values().chain(self.guides.values());
        statuses.chain(others).chain(schemes).chain(headers).chain(exhibits).chain(scenarios)
    }

    fn add(&mut self, file: &File) -> Result<(), ContentError> {
        let Some((folder, name)) = file.path.strip_suffix(".md").and_then(|path| path.split_once('/')) else {
            return Ok(());
        };
        match folder {
            "status" => self.add_status(file, name),
            "auth" => {
                let (front, body, line) = front_matter::split::<SchemeFront>(file)?;
                let article = Article {
                    path: format!("/auth/{name}"),
                    title: front.title.clone(),
                    summary: front.summary.clone(),
                    description: front.description.clone(),
                    checked: front.checked.clone(),
                    against: front.against.clone(),
                    scenarios: front.scenarios.clone(),
                    ..article(file, body, line)?
                };
                self.schemes.insert(name.to_owned(), SchemePage { slug: name.to_owned(), front, article });
                Ok(())
            }
            "compare" => {
                let article = plain(file, format!("/compare/{name}"))?;
                self.comparisons.insert(name.to_owned(), article);
                Ok(())
            }
            "guide" => {
                self.guides.insert(name.to_owned(), plain(file, format!("/{name}"))?);
                Ok(())
            }
            "headers" => self.add_header(file, name),
            "broken" => {
                let (front, body, line) = front_matter::split::<ExhibitFront>(file)?;
                let article = Article {
                    path: format!("/broken/{name}"),
                    title: front.title.clone(),
                    summary: front.summary.clone(),
                    description: front.description.clone(),
                    checked: front.checked.clone(),
                    against: front.against.clone(),
                    scenarios: front.scenarios.clone(),
                    ..article(file, body, line)?
                };
                let page = ExhibitPage { name: name.to_owned(), front, article };
                self.exhibits.insert(name.to_owned(), page);
                Ok(())
            }
            "scenarios" => {
                let (front, body, line) = front_matter::split::<ScenarioFront>(file)?;
                let article = Article {
                    path: format!("/play/{name}"),
                    title: front.title.clone(),
                    summary: front.task.clone(),
                    description: front.description.clone(),
                    ..article(file, body, line)?
                };
                let scenario = front.scenario(name);
                self.scenarios.push(ScenarioPage {
                    scenario,
                    order: front.order,
                    solution: front.solution,
                    article,
                });
                Ok(())
            }
            other => {
                Err(ContentError::at(&file.path, 1, format!("there is no kind of page called `{other}`")))
            }
        }
    }

    fn add_status(&mut self, file: &File, name: &str) -> Result<(), ContentError> {
        let code: u16 = name
            .parse()
            .map_err(|_| ContentError::at(&file.path, 1, "the name of a status file is its code"))?;
        let registered = self.code(code).ok_or_else(|| {
            ContentError::at(&file.path, 1, format!("{code} is not a registered status code"))
        })?;
        let title = format!("{code} {}", registered.phrase);
        let (front, body, line) = front_matter::split::<StatusFront>(file)?;
        let article = Article {
            path: format!("/codes/{code}"),
            title,
            summary: front.summary.clone(),
            description: front.description.clone(),
            checked: front.checked.clone(),
            against: front.against.clone(),
            scenarios: front.scenarios.clone(),
            ..article(file, body, line)?
        };
        self.statuses.insert(code, StatusPage { code, front, article });
        Ok(())
    }

    fn add_header(&mut self, file: &File, name: &str) -> Result<(), ContentError> {
        let (front, body, line) = front_matter::split::<HeaderFront>(file)?;
        if front.name.to_ascii_lowercase() != name {
            return Err(ContentError::at(
                &file.path,
                2,
                "the name of a header file is the header's, in lower case",
            ));
        }
        let has_page = !body.trim().is_empty();
        self.hints.insert(&front, has_page);
        if has_page {
            let article = Article {
                path: format!("/headers/{name}"),
                title: front.name.clone(),
                summary: front.hint.clone(),
                description: front.description.clone(),
                ..article(file, body, line)?
            };
            self.headers.insert(name.to_owned(), HeaderPage { front, article });
        }
        Ok(())
    }
}

/// An article whose front matter holds nothing else.
fn plain(file: &File, path: String) -> Result<Article, ContentError> {
    let (front, body, line) = front_matter::split::<ArticleFront>(file)?;
    Ok(Article {
        path,
        title: front.title,
        summary: front.summary,
        description: front.description,
        checked: front.checked,
        against: front.against,
        scenarios: front.scenarios,
        ..article(file, body, line)?
    })
}

/// The part of an article that comes from the file's body; `first_line` is the body's first line in the file.
fn article(file: &File, body: &str, first_line: usize) -> Result<Article, ContentError> {
    let parsed = markdown::parse(body).map_err(|error| {
        let line = first_line + line_of(body, error.offset) - 1;
        ContentError::at(&file.path, line, error.problem)
    })?;
    Ok(Article {
        path: String::new(),
        title: String::new(),
        summary: String::new(),
        description: String::new(),
        checked: String::new(),
        against: String::new(),
        scenarios: Vec::new(),
        file: file.path.clone(),
        markdown: body.to_owned(),
        blocks: parsed.blocks,
        headings: parsed.headings,
    })
}
