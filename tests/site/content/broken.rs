//! A content file that is wrong stops the start, and the message names the file and the line.

use clap::Parser;
use knock::server::{Action, App, Command};

use crate::folder::Folder;
use crate::support::RUNTIME;

const STATUS: &str = "+++\nsummary = \"s\"\nabout = \"a\"\nrequired_header = \"r\"\ncacheable = \"c\"\nretry = \"r\"\nspec = \"RFC 9110 15.5.2\"\nchecked = \"2026-11-23\"\nagainst = \"RFC 9110\"\nscenarios = []\ndescription = \"d\"\n+++\n";
const HEADER: &str =
    "+++\nname = \"X-Test\"\nhint = \"h\"\nspec = \"\"\ndirection = \"both\"\ndescription = \"d\"\n+++\n";
const GUIDE: &str = "+++\ntitle = \"t\"\nsummary = \"s\"\nchecked = \"2026-11-23\"\nagainst = \"RFC 9110\"\ndescription = \"d\"\nscenarios = []\n+++\n";
const SCENARIO: &str = "+++\ntitle = \"t\"\ngroup = \"first-steps\"\norder = 1\ntask = \"t\"\nhints = []\ndescription = \"d\"\nsolution = []\n[start]\npath = \"basic/\"\n[[goal]]\nstatus = 401\n+++\n";

/// What the program says when it is started on this content; `None` when it starts.
fn problem(folder: &Folder) -> Option<String> {
    let Action::Serve(config) = Command::parse_from(["knock", "serve", "--content", folder.text()]).action
    else {
        panic!("serve was asked for")
    };
    RUNTIME.block_on(App::new(*config)).err().map(|error| error.to_string())
}

#[test]
fn the_least_content_is_enough_to_start_with() {
    let folder = Folder::small();
    folder.write("status/401.md", STATUS);
    folder.write("headers/x-test.md", HEADER);
    folder.write("guide/way.md", GUIDE);
    folder.write("scenarios/one.md", SCENARIO);
    folder.write("README.txt", "is not content");
    assert_eq!(problem(&folder), None);
}

#[test]
fn a_wrong_file_is_named_with_its_line() {
    let live = |text: &str| format!("{STATUS}\n\n```http-live\n{text}\n```\n");
    let cases: &[(&str, String, &str)] = &[
        ("status/401.md", "no front matter\n".into(), "status/401.md:1: "),
        ("status/401.md", "+++\nsummary = \"s\"\n".into(), "status/401.md:1: "),
        ("status/401.md", STATUS.replace("about = \"a\"\n", ""), "status/401.md:"),
        ("status/401.md", STATUS.replace("about =", "abuot ="), "status/401.md:3: "),
        ("status/401.md", STATUS.replace("scenarios = []", "scenarios = 3"), "status/401.md:10: "),
        ("status/401.md", STATUS.replace("retry = \"r\"", "retry = r"), "status/401.md:6: "),
        ("status/401.md", format!("{STATUS}\ntext\n\n<b>bold</b>\n"), "status/401.md:16: "),
        ("status/401.md", format!("{STATUS}a line with <i>html</i>\n"), "status/401.md:13: "),
        ("status/401.md", live("GET /demo/basic/ HTTP/1.1"), "status/401.md:15: "),
        ("status/401.md", live("GET /demo/basic/\n---\n401"), "status/401.md:15: "),
        ("status/401.md", live("GET /codes HTTP/1.1\n---\n200"), "status/401.md:15: "),
        ("status/401.md", live("GET /demo/basic/ HTTP/1.1\n---\nunauthorized"), "status/401.md:15: "),
        ("status/401.md", live("GET /demo/basic/ HTTP/1.1\nAuthorization: {{basic alice}\n---\n401"), "status/401.md:15: "),
        ("status/401.md", live("GET /demo/basic/ HTTP/1.1\nAuthorization: {{negotiate a:b}}\n---\n401"), "status/401.md:15: "),
        ("status/401.md", live("GET /demo/bearer/ HTTP/1.1\nAuthorization: Bearer {{token sub=nobody}}\n---\n401"), "status/401.md: "),
        ("status/401.md", format!("{STATUS}```quiz\nQ?\n- a\n- b\nBecause.\n```\n"), "status/401.md:13: "),
        ("status/401.md", format!("{STATUS}```quiz\n* a\n```\n"), "status/401.md:13: "),
        ("status/999.md", STATUS.into(), "status/999.md:1: "),
        ("status/unauthorized.md", STATUS.into(), "status/unauthorized.md:1: "),
        ("novel/chapter.md", STATUS.into(), "novel/chapter.md:1: "),
        ("headers/x-other.md", HEADER.into(), "headers/x-other.md:2: "),
        ("headers/x-test.md", HEADER.replace("\"both\"", "\"sideways\""), "headers/x-test.md:5: "),
        ("scenarios/one.md", SCENARIO.replace("first-steps", "last-steps"), "scenarios/one.md:3: "),
        ("scenarios/one.md", SCENARIO.replace("status = 401", "stauts = 401"), "scenarios/one.md:12: "),
        ("scenarios/one.md", SCENARIO.replace("[[goal]]\nstatus = 401\n", ""), "scenarios/one.md:"),
        ("registry/status_codes.csv", "code,name,reference,class,heuristically_cacheable\n200,OK,RFC 9110 section 15.3.1,Success\n".into(), "registry/status_codes.csv:2: "),
        ("registry/status_codes.csv", "code,name,reference,class,heuristically_cacheable\n200,OK,RFC 9110 section 15.3.1,Success,yes\nx,OK,RFC 1,Success,no\n".into(), "registry/status_codes.csv:3: "),
        ("registry/status_codes.csv", "code,name,reference,class,heuristically_cacheable\n200,OK,RFC 9110 section 15.3.1,Redirection,yes\n".into(), "registry/status_codes.csv:2: "),
    ];
    for (name, text, begins) in cases {
        let folder = Folder::small();
        folder.write(name, text);
        let problem = problem(&folder).unwrap_or_else(|| panic!("{name} was taken:\n{text}"));
        assert!(problem.starts_with(begins), "{problem}\ninstead of {begins} for\n{text}");
        assert!(
            problem.len() > begins.len() + 5 && !problem.trim_end().contains('\n'),
            "one line that says what: {problem:?}"
        );
    }
}

#[test]
fn a_file_that_is_not_utf8_is_named() {
    let folder = Folder::small();
    folder.write("status/401.md", b"+++\n\xff\xfe\n+++\n");
    let problem = problem(&folder).expect("refused");
    assert!(problem.starts_with("status/401.md:"), "{problem}");
}

#[test]
fn without_the_registry_the_message_names_it() {
    let folder = Folder::empty();
    let problem = problem(&folder).expect("refused");
    assert!(problem.contains("registry/status_codes.csv") && problem.contains("missing"), "{problem}");
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let folder = Folder::empty();
    let nowhere = folder.path().join("nowhere");
    let Action::Serve(config) =
        Command::parse_from(["knock", "serve", "--content", nowhere.to_str().expect("UTF-8")]).action
    else {
        panic!("serve was asked for")
    };
    let error = RUNTIME.block_on(App::new(*config)).err().map(|error| error.to_string());
    let problem = error.expect("refused");
    assert!(problem.contains("nowhere"), "{problem}");
}
