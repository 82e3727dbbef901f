// Adds what only works with a script: buttons that copy, and one that prints.
const flash = (button, text) => {
  const before = button.textContent;
  button.textContent = text;
  setTimeout(() => { button.textContent = before; }, 1500);
};

const copyButton = (label, text) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--quiet";
  button.textContent = label;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text());
      flash(button, "Copied");
    } catch {
      flash(button, "Not copied: select the text by hand");
    }
  });
  return button;
};

if (navigator.clipboard) {
  for (const block of document.querySelectorAll(".code-block")) {
    const button = copyButton("Copy", () => block.querySelector("code").textContent);
    button.classList.add("code-block__copy");
    block.querySelector(".code-block__head")?.append(button);
  }
  for (const actions of document.querySelectorAll("[data-curl]")) {
    actions.append(copyButton("Copy as curl", () => actions.dataset.curl.replaceAll("{origin}", location.origin)));
  }
}

for (const place of document.querySelectorAll("[data-print]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Print";
  button.addEventListener("click", () => print());
  place.append(button);
}
