// What the staff pages do beyond forms and links. Without it every page works; it is reloaded by hand then.
'use strict';

// The dashboard: its changing part comes anew whenever it has changed. What was open stays open, and the focus stays where it was.
const live = document.querySelector('[data-live]');
if (live && window.EventSource) {
  const state = document.querySelector('[data-live-state]');
  const tell = on => {
    state.hidden = false;
    state.classList.toggle('lost', !on);
    state.textContent = on ? state.dataset.on : state.dataset.off;
  };
  const show = html => {
    const open = [...live.querySelectorAll('details[open]')].map(d => d.id);
    const focus = live.contains(document.activeElement) && document.activeElement.id;
    const scrolled = [...live.querySelectorAll('.scroll')].map(s => s.scrollLeft);
    live.innerHTML = html;
    for (const id of open) document.getElementById(id)?.setAttribute('open', '');
    live.querySelectorAll('.scroll').forEach((s, i) => { s.scrollLeft = scrolled[i] ?? 0; });
    if (focus) document.getElementById(focus)?.focus();
  };
  const source = new EventSource(live.dataset.live);
  let lost = 0;
  source.addEventListener('open', () => { clearTimeout(lost); tell(true); });
  source.addEventListener('part', e => show(e.data));
  // A connection ends now and then and is made anew by itself; only a longer silence is worth a word.
  source.addEventListener('error', () => { clearTimeout(lost); lost = setTimeout(() => tell(false), 8000); });
}

// Tables with a selection: all of the page at once.
for (const button of document.querySelectorAll('[data-select-all]')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    const boxes = [...button.form.querySelectorAll('input[type=checkbox][name=invitee]')];
    const all = boxes.every(b => b.checked);
    for (const box of boxes) box.checked = !all;
  });
}
