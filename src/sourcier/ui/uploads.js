// Files dropped on the page or chosen → copies on the server under neutral names; then one «upload» event
// with the names they had. A file over the limit is not sent at all. What is given meanwhile waits its turn.
window.sourcierUploads = (() => {
  "use strict";
  const TOGETHER = 40; // files in one request: a request for each would take most of the time
  const BYTES_TOGETHER = 8_000_000;
  const waiting = []; // batches not sent yet
  let view = null; // the element and trigger of the view, which the page may make anew
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
    for (const entry of entries) {
      // What cannot be read is told by its name, as a file that did not arrive.
      found.push(...(await inFolder(entry).catch(() => [{ name: entry.name, size: 0, lost: true }])));
    }
    return found;
  };

  const post = async (some) => {
    const form = new FormData();
    for (const { file } of some)
      form.append("files", file, `given-${Date.now()}-${Math.random().toString(36).slice(2)}`);
    try {
      const reply = await fetch(new URL("gradio_api/upload", location.href), { method: "POST", body: form });
      const paths = reply.ok ? await reply.json() : [];
      if (paths.length === some.length) return some.forEach(({ told }, i) => { told.path = paths[i]; });
    } catch { /* as below */ }
    // One that cannot be read takes the others of its request with it: each alone. Alone: it did not arrive.
    if (some.length > 1) for (const each of some) await post([each]);
  };

  const send = async (files, limit, tell) => {
    const sent = files.map((file) => ({ file, told: { name: file.name, size: file.size, path: "" } }));
    const left = sent.filter(({ file }) => !file.lost && !(limit && file.size > limit));
    for (let done = sent.length - left.length; left.length;) {
      const some = [left.shift()];
      let bytes = some[0].file.size;
      while (left.length && some.length < TOGETHER && bytes + left[0].file.size <= BYTES_TOGETHER) {
        bytes += left[0].file.size;
        some.push(left.shift());
      }
      tell(done);
      await post(some);
      done += some.length;
    }
    return sent.map(({ told }) => told);
  };

  const take = async (files) => {
    if (files.length) waiting.push(files);
    if (busy || !view) return;
    busy = true;
    const status = () => view.element.querySelector(".sending");
    while (waiting.length) {
      const batch = waiting.shift();
      const sent = await send(batch, Number(status()?.dataset.limit || 0), (done) => {
        const behind = waiting.reduce((sum, each) => sum + each.length, 0);
        if (status())
          status().textContent = `${status().dataset.words} ${done}/${batch.length}${behind ? ` (+ ${behind})` : ""}`;
      });
      view.trigger("upload", { files: sent });
    }
    if (status()) status().textContent = "";
    busy = false;
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
    view = { element, trigger };
    void take([]);
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
    const files = dropped(event.dataTransfer);
    window.sourcier.showArticles();
    void take(await files);
  });
  return { mount };
})();
