// Passkeys need a script: the browser talks to the device. Where that cannot be, the forms stay hidden and nothing is missing.
const able = typeof PublicKeyCredential === 'function' && PublicKeyCredential.parseCreationOptionsFromJSON;

const ceremonies = {
  make: async (options) => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }),
  ask: async (options) => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }),
};

for (const form of document.querySelectorAll('form[data-passkey]')) {
  if (!able) continue;
  form.hidden = false;
  const note = form.querySelector('[data-note]');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    note.textContent = '';
    try {
      const answer = await fetch(form.dataset.options, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
      if (!answer.ok) {
        note.textContent = answer.status === 429 ? note.dataset.often : note.dataset.refused;
        return;
      }
      const credential = await ceremonies[form.dataset.passkey](await answer.json());
      form.elements.jawaban.value = JSON.stringify(credential.toJSON());
      for (const secret of form.querySelectorAll('input[type=password]')) secret.disabled = true;
      form.submit();
    } catch {
      note.textContent = note.dataset.failed;
    }
  });
}
