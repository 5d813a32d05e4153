// Single keys for officers: an element with data-key is pressed or focused by its key. Off while typing, and off for good when the
// officer says so (WCAG 2.1.4).
const OFF = 'keys-off';
const toggle = document.getElementById('keys-toggle');
const off = () => localStorage.getItem(OFF) === '1';

function show() {
  document.body.classList.toggle('quiet-keys', off());
  if (toggle) toggle.setAttribute('aria-pressed', String(!off()));
}

toggle?.addEventListener('click', () => {
  localStorage.setItem(OFF, off() ? '0' : '1');
  show();
});
if (toggle) toggle.hidden = false;
show();

document.addEventListener('keydown', (event) => {
  if (off() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest('input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]')) {
    if (event.key === 'Escape') event.target.blur();
    return;
  }
  const target = [...document.querySelectorAll('[data-key]')].find((e) => e.dataset.key === event.key.toLowerCase());
  if (!target) return;
  event.preventDefault();
  if (target instanceof HTMLDetailsElement) {
    target.open = !target.open;
    if (target.open) (target.querySelector('input:not([type=hidden]), textarea, select') ?? target.querySelector('summary')).focus();
  } else if (target.matches('input, textarea, select')) {
    target.focus();
  } else {
    target.click();
  }
});
