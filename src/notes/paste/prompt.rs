//! The prompts and commands of a shell that are copied along with what they printed.

/// The programs whose output is pasted.
const PROGRAMS: [&str; 5] = ["curl", "curl.exe", "wget", "wget.exe", "xh"];
/// How the prompts of shells that show no names begin.
const BEGINNINGS: [&str; 6] = ["$", "%", "#", "❯", "➜", "PS>"];
/// A prompt is short.
const PROMPT_MAX_BYTES: usize = 120;

/// True for a command line that may stand before a message, with or without its prompt.
pub(super) fn is_command(line: &str) -> bool {
    let symbol = BEGINNINGS.iter().any(|begin| after_symbol(line, begin).is_some());
    // A content that names the program is no command.
    symbol || names_end(line).is_some() || (!line.trim_start().starts_with(['{', '<', '"']) && calls(line))
}

/// True for a line at the end of a content that belongs to the shell: a prompt with nothing behind it, or with a call.
pub(super) fn is_left_behind(line: &str) -> bool {
    let is_bare = |rest: &str| rest.trim().is_empty() || calls(rest);
    BEGINNINGS.iter().any(|begin| after_symbol(line, begin).is_some_and(is_bare)) || names_end(line).is_some()
}

/// True when the command goes on in the next line.
pub(super) fn goes_on(line: &str) -> bool {
    line.trim_end().ends_with(['\\', '^', '`'])
}

/// Where a prompt begins that follows a content without a line end.
pub(super) fn behind_content(line: &str) -> Option<usize> {
    let ends = ["}", "</html>", "</HTML>"].map(|end| line.rfind(end).map(|at| at + end.len()));
    ends.into_iter().flatten().find(|end| !line[*end..].trim().is_empty() && is_left_behind(&line[*end..]))
}

/// What follows a prompt of one character.
fn after_symbol<'a>(line: &'a str, symbol: &str) -> Option<&'a str> {
    line.strip_prefix(symbol).filter(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Where a prompt ends that names a person and a host, a folder of Windows, or the shell.
fn names_end(line: &str) -> Option<usize> {
    let near = &line[..line.floor_char_boundary(PROMPT_MAX_BYTES)];
    let folder = near.strip_prefix("PS ").unwrap_or(near);
    if matches!(folder.as_bytes(), [drive, b':', b'\\', ..] if drive.is_ascii_alphabetic()) {
        return near.find('>').map(|at| at + 1);
    }
    let mut ends = near.match_indices(['$', '#', '%']).map(|(at, _)| at);
    let end = ends.find(|at| matches!(near.as_bytes().get(at + 1), None | Some(b' ')))?;
    let names = &near[..end];
    let plain = !names.contains(['"', '\'', '<', '>', '{', '}', '=', ';', ',']);
    let mut words = names.split_ascii_whitespace();
    let named = words.by_ref().take(2).any(|word| word.contains('@') && !word.ends_with('@'));
    let shell = ["bash-", "sh-", "zsh-"].iter().any(|begin| names.starts_with(begin));
    (plain && words.count() < 2 && (named || (shell && !names.contains(' ')))).then_some(end + 1)
}

/// True when a program whose output is pasted is a word of the line.
fn calls(line: &str) -> bool {
    let mut words = line.split(|separator: char| separator.is_whitespace() || matches!(separator, '>' | '|'));
    words.any(|word| word.rsplit(['/', '\\']).next().is_some_and(|program| PROGRAMS.contains(&program)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prompts_of_all_shells_are_known() {
        for prompt in [
            "$",
            "%",
            "#",
            "❯",
            "➜  ~",
            "me@laptop:~$",
            "me@laptop ~ %",
            "(venv) me@laptop:~/a$",
            "[root@web1 ~]#",
            "root@3f2a:/#",
            "bash-5.1$",
            "sh-4.2#",
            "C:\\Users\\me>",
            "PS C:\\>",
        ] {
            for call in [" curl -i http://h/", " curl.exe -i http://h/", " /usr/bin/curl -i h"] {
                let line = format!("{prompt}{call}");
                assert!(is_command(&line) && is_left_behind(&line), "{line}");
            }
            let bare = !prompt.ends_with('~');
            assert_eq!(is_left_behind(prompt), bare, "{prompt}");
        }
        for line in ["curl -i h", "C:\\>curl -i h", "time curl h", "echo | curl -d @- h", "wget -S h"] {
            assert!(is_command(line), "{line}");
        }
    }

    #[test]
    fn content_is_no_prompt() {
        for line in [
            "",
            "{\"how\": \"curl http://h/\"}",
            "<p>curl http://h/",
            "Server: curl/8",
            "curl: (7) no",
            "curly",
            "50 %",
            "write to me@h.example for 50 % off, or call",
        ] {
            assert!(!is_command(line) && !is_left_behind(line), "{line}");
        }
        for line in ["$ 5", "# Heading", "% x", "try curl http://h/"] {
            assert!(!is_left_behind(line), "{line}");
        }
    }

    #[test]
    fn a_prompt_in_the_last_line_of_a_content_is_found() {
        for (line, content) in [
            ("{\"a\":1}me@laptop:~$ ", "{\"a\":1}"),
            ("{\"a\":1}%", "{\"a\":1}"),
            ("{\"a\":1}$ curl -i h", "{\"a\":1}"),
            ("</html>[root@web1 ~]# ", "</html>"),
        ] {
            assert_eq!(behind_content(line), Some(content.len()), "{line}");
        }
        for line in ["{\"a\":1}", "{\"a\":1} ", "{\"a\":{\"b\":1}}", "}, x", "", "$ "] {
            assert_eq!(behind_content(line), None, "{line}");
        }
    }
}
