"use strict";
const report = document.getElementById("report"), notice = document.getElementById("notice");
let version = -1, reports = -1;

function notify(heading, text) {
  notice.replaceChildren();
  if (!heading) return;
  const note = document.createElement("p"), first = document.createElement("strong");
  note.className = "note";
  first.textContent = heading;
  note.append(first, text);
  notice.append(note);
}

function show(state) {
  notify(state.error && (state.reports ? notice.dataset.error : notice.dataset.nothing), state.error);
  if (reports !== -1 && reports !== state.reports) {
    const from = report.contentWindow.scrollY;
    report.onload = () => report.contentWindow.scrollTo({ top: from, behavior: "instant" });
    report.contentWindow.location.reload();
  }
  reports = state.reports;
  version = state.version;
}

async function watch() {
  for (;;) {
    try {
      show(await (await fetch(`/state?after=${version}`)).json());
    } catch {
      notify(notice.dataset.ended, "");
      await new Promise((next) => setTimeout(next, 1000));
    }
  }
}

watch();
