// Markup from the server → the page, through an allow-list; clicks in it → events for the server.
// Python escapes everything already (ask/markup.py); this is the second lock, and keeps focus and open parts.
window.sourcier = (() => {
  "use strict";
  const TAGS = new Set(__TAGS__);
  const ATTRIBUTES = new Set(__ATTRIBUTES__);
  const KEPT = new Set(["hidden", "open", "aria-expanded"]); // the reader's own doing; never set back by an update
  const EVENTS = { retry: "retry", example: "example_select" }; // the rest is a "select"
  const TYPING_PAUSE = 60_000; // ms
  let opener = null;

  const allowed = (name) =>
    ATTRIBUTES.has(name) || name.startsWith("aria-") || name.startsWith("data-") || name === "class";

  const copyOf = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE) return null;
    const tag = node.localName;
    if (!TAGS.has(tag)) return document.createTextNode(node.textContent);
    const copy = document.createElement(tag);
    for (const { name, value } of node.attributes) if (allowed(name)) copy.setAttribute(name, value);
    for (const child of node.childNodes) {
      const kept = copyOf(child);
      if (kept) copy.appendChild(kept);
    }
    return copy;
  };

  const morph = (old, next) => {
    const before = [...old.childNodes];
    const after = [...next.childNodes];
    after.forEach((node, i) => {
      const there = before[i];
      if (!there) old.appendChild(node);
      else if (there.nodeType !== node.nodeType || there.nodeName !== node.nodeName) old.replaceChild(node, there);
      else if (there.nodeType === Node.TEXT_NODE) { if (there.data !== node.data) there.data = node.data; }
      else {
        for (const { name } of [...there.attributes])
          if (!node.hasAttribute(name) && !KEPT.has(name)) there.removeAttribute(name);
        for (const { name, value } of node.attributes)
          if (!KEPT.has(name) && there.getAttribute(name) !== value) there.setAttribute(name, value);
        morph(there, node);
      }
    });
    before.slice(after.length).forEach((node) => node.remove());
  };

  const render = (element, value) => {
    const parsed = new DOMParser().parseFromString(value || "", "text/html"); // inert: loads and runs nothing
    // Events overtake each other on their way: what was painted before what is shown comes too late.
    const painting = Number(parsed.body.firstElementChild?.dataset.painting || 0);
    if (painting && painting < Number(element.dataset.painting || 0)) return;
    if (painting) element.dataset.painting = painting;
    const isLive = Boolean(element.closest("#live"));
    const answering = isLive && element.querySelector(".turn");
    morph(element, copyOf(parsed.body.firstChild ? wrap(parsed) : parsed.createElement("div")));
    // A new question goes to the top of the window, and stays there while its answer grows below it.
    if (isLive && !answering) element.querySelector(".turn")?.scrollIntoView({ block: "start" });
  };
  const wrap = (parsed) => {
    const div = parsed.createElement("div");
    div.append(...parsed.body.childNodes);
    return div;
  };

  const copyText = async (button) => {
    const text = button.parentElement.querySelector(".clipboard").textContent;
    try { await navigator.clipboard.writeText(text); }
    catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.appendChild(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    const label = button.textContent;
    button.textContent = document.documentElement.lang === "en" ? "Copied ✓" : "Copié ✓";
    setTimeout(() => { button.textContent = label; }, 1600);
  };

  const keep = (name, text) => {
    const address = URL.createObjectURL(new Blob([text]));
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  };

  const toggleWhy = (button) => {
    const why = button.closest(".sentence").querySelector(".why");
    why.hidden = !why.hidden;
    button.setAttribute("aria-expanded", String(!why.hidden));
  };

  // Where the question box is and what it holds belong to Gradio: the page only moves the focus.
  const focusQuestion = () => document.querySelector("#question textarea")?.focus();

  const showCited = (element) => {
    const cited = element.querySelector("mark");
    const heading = element.querySelector("h2");
    if (!heading) return;
    heading.focus({ preventScroll: true });
    const box = element.querySelector(".opened > .text");
    if (cited && box && box.scrollHeight > box.clientHeight + 4) {
      box.scrollTop += cited.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
      if (box.getBoundingClientRect().top > innerHeight * 0.8 || box.getBoundingClientRect().bottom < 0)
        heading.scrollIntoView({ block: "start" });
    } else if (cited) cited.scrollIntoView({ block: "center" });
  };

  // While a question is typed, the model is made ready; said now and then, not at each letter.
  let typed = -TYPING_PAUSE;
  const onTyping = (tell) => document.addEventListener("input", (event) => {
    if (!event.target.closest?.("#question") || performance.now() - typed < TYPING_PAUSE) return;
    typed = performance.now();
    tell();
  });

  const mount = (element, props, trigger, watch) => {
    const isReader = Boolean(element.closest("#reader"));
    render(element, props.value);
    watch("value", () => {
      // The finished answer takes the place of the live one, which must not go first: the page would jump.
      if (element.closest("#live") && !props.value?.includes("<article")) {
        requestAnimationFrame(() => requestAnimationFrame(() => render(element, props.value)));
        return;
      }
      render(element, props.value);
      if (isReader) showCited(element);
      const file = element.querySelector("pre.file");
      if (file) keep(file.dataset.name, file.textContent);
      if (props.value) element.closest("#judging")?.scrollIntoView({ block: "start" });
      const language = element.querySelector("[data-language]");
      if (language) document.documentElement.lang = language.dataset.language;
    });
    if (element.closest("#conversation")) onTyping(() => trigger("select", { action: "typing" }));
    element.addEventListener("click", (event) => {
      const button = event.target.closest("[data-action]");
      if (!button || !element.contains(button)) return;
      const action = button.dataset.action;
      if (action === "why") return toggleWhy(button);
      if (action === "copy") return void copyText(button);
      if (action === "close") {
        trigger("select", { action });
        return opener?.isConnected ? opener.focus() : focusQuestion();
      }
      if (!isReader) opener = button;
      trigger(EVENTS[action] || "select", { ...button.dataset });
      if (["retry", "edit", "correct", "translation", "example"].includes(action)) focusQuestion();
    });
  };

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelector("#reader [data-action=close]")?.click();
  });

  const setTheme = (theme) => document.body.classList.toggle("dark", theme === "dark");
  const toggleTheme = () => {
    const theme = document.body.classList.contains("dark") ? "light" : "dark";
    localStorage.setItem("sourcier-theme", theme);
    setTheme(theme);
  };
  const start = () => {
    const chosen = localStorage.getItem("sourcier-theme");
    if (chosen) setTheme(chosen);
  };
  const keepLanguage = (language) => {
    document.documentElement.lang = language;
    document.cookie = `sourcier_language=${language}; path=/; max-age=31536000; SameSite=Strict`;
  };
  const browsing = () => document.body.classList.contains("browsing");
  const showArticles = () => { if (!browsing()) document.querySelector("#articles-button").click(); };
  const toggleArticles = () => {
    document.body.classList.toggle("browsing");
    if (browsing()) document.querySelector("#articles-search input, #articles-search textarea")?.focus();
    else focusQuestion();
  };
  return { showArticles, toggleArticles, mount, start, toggleTheme, keepLanguage, focusQuestion };
})();
