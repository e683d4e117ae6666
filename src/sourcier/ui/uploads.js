// Files dropped on the page or chosen → copies on the server under neutral names; then one «upload» event
// with the names they had. A file over the limit is not sent at all.
window.sourcierUploads = (() => {
  "use strict";
  let take = null;
  let busy = false;

  const inFolder = async (entry) => {
    if (entry.isFile) return [await new Promise((done, fail) => entry.file(done, fail))];
    const reader = entry.createReader();
    const found = [];
    for (;;) {
      const some = await new Promise((done, fail) => reader.readEntries(done, fail));
      if (!some.length) return found;
      for (const each of some) found.push(...(await inFolder(each)));
    }
  };

  const dropped = async (transfer) => {
    const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    const files = [...transfer.files];
    if (!entries.some((entry) => entry.isDirectory)) return files;
    const found = [];
    for (const entry of entries) found.push(...(await inFolder(entry).catch(() => [])));
    return found;
  };

  const send = async (file, number, limit) => {
    const told = { name: file.name, size: file.size, path: "" };
    if (limit && file.size > limit) return told;
    const form = new FormData();
    form.append("files", file, `given-${Date.now()}-${number}-${Math.random().toString(36).slice(2)}`);
    try {
      const reply = await fetch(new URL("gradio_api/upload", location.href), { method: "POST", body: form });
      if (reply.ok) [told.path] = await reply.json();
    } catch { /* told without a path: it did not arrive */ }
    return told;
  };

  const mount = (element, trigger) => {
    const input = document.createElement("input");
    Object.assign(input, { type: "file", multiple: true, id: "upload-input", hidden: true });
    document.getElementById("upload-input")?.remove();
    document.body.appendChild(input);
    element.addEventListener("click", (event) => {
      if (event.target.closest("[data-action=choose]")) input.click();
    });
    input.addEventListener("change", () => { const files = [...input.files]; input.value = ""; void take(files); });
    take = async (files) => {
      if (busy || !files.length) return;
      busy = true;
      const status = () => element.querySelector(".sending");
      const limit = Number(status()?.dataset.limit || 0);
      const sent = [];
      for (const file of files) {
        if (status()) status().textContent = `${status().dataset.words} ${sent.length + 1}/${files.length}`;
        sent.push(await send(file, sent.length, limit));
      }
      if (status()) status().textContent = "";
      busy = false;
      trigger("upload", { files: sent });
    };
  };

  const carriesFiles = (event) => [...(event.dataTransfer?.types || [])].includes("Files");
  const mark = (on) => document.body.classList.toggle("dropping", on);
  document.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault(); // else the browser would leave the page and show the file
    event.dataTransfer.dropEffect = "copy";
    mark(true);
  });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) mark(false); });
  document.addEventListener("drop", async (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    mark(false);
    const waiting = dropped(event.dataTransfer);
    window.sourcier.showArticles();
    const files = await waiting;
    if (take) void take(files);
  });
  return { mount };
})();
