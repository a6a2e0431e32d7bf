"use strict";
const report = document.getElementById("report"), told = document.getElementById("told");
let seen = -1, made = -1;

function tell(heading, text) {
  told.replaceChildren();
  if (!heading) return;
  const note = document.createElement("p"), first = document.createElement("strong");
  note.className = "note";
  first.textContent = heading;
  note.append(first, text);
  told.append(note);
}

function show(state) {
  tell(state.error && (state.made ? told.dataset.error : told.dataset.nothing), state.error);
  if (made !== -1 && made !== state.made) {
    const from = report.contentWindow.scrollY;
    report.onload = () => report.contentWindow.scrollTo({ top: from, behavior: "instant" });
    report.contentWindow.location.reload();
  }
  made = state.made;
  seen = state.version;
}

async function watch() {
  for (;;) {
    try {
      show(await (await fetch(`/state?after=${seen}`)).json());
    } catch {
      tell(told.dataset.ended, "");
      await new Promise((next) => setTimeout(next, 1000));
    }
  }
}

watch();
