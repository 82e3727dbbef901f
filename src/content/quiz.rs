//! The block `quiz`: one question of a self-check.

/// A question with its options and the explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quiz {
    pub question: String,
    /// Each with whether it is right.
    pub options: Vec<(String, bool)>,
    pub explanation: String,
}

impl Quiz {
    /// Reads a block: the question, options that begin with `- ` or, when right, `* `, then the explanation.
    ///
    /// # Errors
    /// A sentence that says what is missing.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut quiz = Self { question: String::new(), options: Vec::new(), explanation: String::new() };
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            match (line.strip_prefix("* "), line.strip_prefix("- ")) {
                (Some(right), _) => quiz.options.push((right.to_owned(), true)),
                (_, Some(wrong)) => quiz.options.push((wrong.to_owned(), false)),
                _ if quiz.options.is_empty() => append(&mut quiz.question, line),
                _ => append(&mut quiz.explanation, line),
            }
        }
        match quiz.options.iter().filter(|(_, right)| *right).count() {
            1 if !quiz.question.is_empty() && !quiz.explanation.is_empty() => Ok(quiz),
            1 => Err("a quiz needs a question before its options and an explanation after them".into()),
            other => Err(format!("a quiz needs exactly one right option `* `, not {other}")),
        }
    }
}

fn append(text: &mut String, line: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(line.trim());
}
