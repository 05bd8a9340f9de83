// The browser's half of a passkey ceremony. A form with data-passkey="create" or "get" fetches the
// options from data-start, asks the authenticator, and sends its answer as JSON in a hidden field.

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.addEventListener("submit", (event) => {
    if (form.elements.answer.value) return;
    event.preventDefault();
    ceremony(form).then(
      (answer) => {
        form.elements.answer.value = JSON.stringify(answer);
        form.submit();
      },
      (error) => say(form, error.name === "NotAllowedError" ? "cancelled" : "failed"),
    );
  });
  if (!globalThis.PublicKeyCredential) say(form, "unsupported");
}

function say(form, what) {
  const line = form.querySelector("[role=alert]");
  line.textContent = form.dataset[what];
  line.hidden = false;
}

async function ceremony(form) {
  const headers = { accept: "application/json", "x-csrf-token": form.elements.csrf.value };
  const started = await fetch(form.dataset.start, { method: "POST", headers });
  if (!started.ok) throw new Error(`the ceremony did not start: ${started.status}`);
  const { publicKey } = await started.json();
  const isNew = form.dataset.passkey === "create";
  const credential = isNew
    ? await navigator.credentials.create({ publicKey: creation(publicKey) })
    : await navigator.credentials.get({ publicKey: request(publicKey) });
  return written(credential);
}

function creation(options) {
  return {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: options.excludeCredentials?.map(known),
  };
}

function request(options) {
  return {
    ...options,
    challenge: bytes(options.challenge),
    allowCredentials: options.allowCredentials?.map(known),
  };
}

function known(credential) {
  return { ...credential, id: bytes(credential.id) };
}

/** The credential as JSON, its bytes in base64url. */
function written({ id, rawId, type, response, authenticatorAttachment }) {
  const names = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const answer = {};
  for (const name of names) {
    if (response[name]) answer[name] = text(response[name]);
  }
  if (response.getTransports) answer.transports = response.getTransports();
  return { id, rawId: text(rawId), type, authenticatorAttachment, response: answer, extensions: {} };
}

function bytes(base64url) {
  const base64 = base64url.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0));
}

function text(buffer) {
  const letters = String.fromCodePoint(...new Uint8Array(buffer));
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
