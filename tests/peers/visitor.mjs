// A browser without scripts, as far as these tests need one: cookies by origin, redirects, and the forms of a page.

const MOST_REDIRECTS = 12;

const unescaped = (text) =>
  text.replaceAll("&quot;", '"').replaceAll("&#34;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&#38;", "&").replaceAll("&amp;", "&");

export class Visitor {
  #jars = new Map();

  constructor(base, language = "en") {
    this.base = base;
    this.language = language;
  }

  // Asks once and follows nothing.
  async ask(address, { method = "GET", body, headers = {} } = {}) {
    const url = new URL(address, this.base);
    const jar = this.#jars.get(url.origin) ?? new Map();
    this.#jars.set(url.origin, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(url, {
      method,
      body,
      redirect: "manual",
      headers: { "accept-language": this.language, ...(cookie && { cookie }), ...(method !== "GET" && { origin: url.origin }), ...headers },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      if (value === "" || /max-age=0|1970/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return { url, answer };
  }

  // Follows every redirect but one to an address that `until` names; answers the page that it ends at.
  async go(address, options, until = () => false) {
    let { url, answer } = await this.ask(address, options);
    for (let hops = 0; hops < MOST_REDIRECTS; hops += 1) {
      const to = answer.headers.get("location");
      if (!to) break;
      const next = new URL(to, url);
      if (until(next)) return (this.page = { url: next, status: answer.status, text: "" });
      await answer.arrayBuffer();
      ({ url, answer } = await this.ask(next));
    }
    return (this.page = { url, status: answer.status, headers: answer.headers, text: await answer.text() });
  }

  // What the form for `action` on the open page carries unseen; without such a form, the token of another.
  hidden(action) {
    const forms = this.page.text.split("<form").slice(1);
    const form = forms.find((form) => unescaped(form).includes(`action="${action}"`)) ?? forms[0];
    const fields = form.split("</form>")[0].matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g);
    return Object.fromEntries([...fields].map(([, name, value]) => [name, unescaped(value)]));
  }

  // Sends the form for `action` of the page that is open.
  send(action, fields = {}) {
    return this.go(action, { method: "POST", body: new URLSearchParams({ ...this.hidden(action), ...fields }) });
  }

  // Signs in as somebody of the demo, by the button on its page.
  async enter(email) {
    await this.go("/demo");
    const action = [...this.page.text.matchAll(/action="([^"]*)"/g)].map(([, action]) => unescaped(action));
    return this.send(action.find((action) => action.includes(encodeURIComponent(email))));
  }

  // Where the page's main button leads.
  get button() {
    return unescaped(/<a class="btn btn-primary" href="([^"]*)"/.exec(this.page.text)[1]);
  }

  // Whether the portal knows who this is.
  async isSignedInAs(email) {
    const { url, text } = await this.go("/account");
    return url.pathname === "/account" && text.includes(email);
  }
}

// Waits for `found` to find something.
export async function eventually(found, what, seconds = 30) {
  for (let tries = 0; tries < seconds * 10; tries += 1) {
    const it = await found();
    if (it) return it;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${what} never came`);
}
