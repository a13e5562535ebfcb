// What the staff pages do beyond forms and links. Without it every page works, but does not update by itself.
'use strict';

// The dashboard replaces its changing part after each change. Open details stay open. The focus stays where it was.
const live = document.querySelector('[data-live]');
if (live && window.EventSource) {
  const state = document.querySelector('[data-live-state]');
  const showConnection = on => {
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
  source.addEventListener('open', () => { clearTimeout(lost); showConnection(true); });
  source.addEventListener('part', e => show(e.data));
  // Connections end regularly, and the browser opens another. Only a longer interruption is shown.
  source.addEventListener('error', () => {
    clearTimeout(lost);
    lost = setTimeout(() => showConnection(false), 8000);
  });
}

// Tables with a selection: one button selects all rows of the page.
for (const button of document.querySelectorAll('[data-select-all]')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    const boxes = [...button.form.querySelectorAll('td input[type=checkbox]:not(:disabled)')];
    const all = boxes.every(b => b.checked);
    for (const box of boxes) box.checked = !all;
  });
}
