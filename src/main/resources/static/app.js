// Every page works without this file; it only makes some things nicer.
if ('serviceWorker' in navigator) navigator.serviceWorker.register('/sw.js');

// Parts that are only folded on phones; browsers that cannot unfold them by style sheet are helped.
if (matchMedia('(min-width: 40rem)').matches && !CSS.supports('selector(details::details-content)')) {
  for (const fold of document.querySelectorAll('details.fold')) fold.open = true;
}

document.querySelector('.summary-of-errors')?.focus();

// What can be done for some seconds only is offered for so long.
for (const offer of document.querySelectorAll('[data-gone]')) {
  setTimeout(() => offer.remove(), offer.dataset.gone * 1000);
}

// What is typed is sent to the draft while it is typed. Sending waits for that, so that nothing older comes after it.
for (const form of document.querySelectorAll('form[data-keep]')) {
  const area = form.querySelector('textarea');
  const note = document.getElementById('kept');
  let kept = area.value;
  let timer;
  let saving;
  const save = () => {
    clearTimeout(timer);
    if (area.value === kept) return;
    const text = area.value;
    saving = fetch(form.dataset.keep, {
      method: 'POST',
      keepalive: text.length < 20_000,
      body: new URLSearchParams({ text, _csrf: form.elements._csrf.value }),
    })
      .then((answer) => {
        if (!answer.ok) return;
        kept = text;
        note.textContent = note.dataset.done;
      })
      .catch(() => {})
      .finally(() => { saving = undefined; });
  };
  area.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(save, 1200);
  });
  let sent = false;
  document.addEventListener('visibilitychange', () => { if (document.hidden && !sent) save(); });
  form.addEventListener('submit', (event) => {
    sent = true;
    clearTimeout(timer);
    if (!saving) return;
    event.preventDefault();
    saving.finally(() => form.requestSubmit(event.submitter));
  });
}

for (const area of document.querySelectorAll('textarea[data-count]')) {
  const out = document.getElementById(area.dataset.count);
  const tell = () => { out.textContent = out.dataset.words.replace('#', area.value.trim().length); };
  area.addEventListener('input', tell);
  tell();
}

for (const button of document.querySelectorAll('button[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    button.textContent = button.dataset.done;
  });
}

for (const button of document.querySelectorAll('button[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

// "Use my position" fills two fields; the page asks only when the button is pressed.
for (const button of document.querySelectorAll('button[data-place]')) {
  if (!navigator.geolocation) continue;
  button.hidden = false;
  button.addEventListener('click', () => {
    const status = document.getElementById('place-status');
    status.textContent = button.dataset.wait;
    navigator.geolocation.getCurrentPosition(
      (p) => {
        document.getElementById('latitude').value = p.coords.latitude.toFixed(6);
        document.getElementById('longitude').value = p.coords.longitude.toFixed(6);
        status.textContent = button.dataset.done;
      },
      () => { status.textContent = button.dataset.failed; },
      { enableHighAccuracy: true, timeout: 15000 },
    );
  });
}

// The secret link carries the secret behind #, so that it never reaches a server's log.
const opener = document.getElementById('open-form');
if (opener && location.hash.length > 20) {
  opener.elements.secret.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, '', location.pathname);
  opener.submit();
}

// Photos are made smaller on the device before they are sent; the server checks and re-encodes them all the same.
const LONGEST = navigator.connection?.saveData ? 1280 : 1600;
for (const input of document.querySelectorAll('input[type=file][data-shrink]')) {
  input.addEventListener('change', async () => {
    const files = new DataTransfer();
    for (const file of input.files) files.items.add(await smaller(file));
    input.files = files.files;
  });
}

async function smaller(file) {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size < 400_000) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.75));
    return blob && blob.size < file.size ? new File([blob], file.name.replace(/\.\w+$/, '.jpg'), { type: 'image/jpeg' }) : file;
  } catch {
    return file;
  }
}

// Regions are listed while a name is typed; the search button does the same.
for (const field of document.querySelectorAll('input[data-regions]')) {
  const list = document.getElementById(field.dataset.regions);
  const legend = list.querySelector('legend');
  let last = 0;
  field.addEventListener('input', async () => {
    const turn = ++last;
    if (field.value.trim().length < 3) return;
    const answer = await fetch(`/lapor/wilayah?q=${encodeURIComponent(field.value)}`);
    if (!answer.ok || turn !== last) return;
    list.innerHTML = await answer.text();
    list.prepend(legend);
  });
}

// "Leave quickly" replaces this page in the history, so that the back button does not bring it up again.
// The link leads to a door of ours that lets go of what was typed, then elsewhere.
for (const exit of document.querySelectorAll('a[data-exit]')) {
  exit.addEventListener('click', (event) => {
    event.preventDefault();
    document.body.replaceChildren();
    location.replace(exit.href);
  });
}
