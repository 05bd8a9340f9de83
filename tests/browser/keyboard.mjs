// Two ways to fill in a form and to go on: with the keyboard alone, and with the mouse.

import assert from "node:assert/strict";

// Presses Tab until `selector` has the focus, and sees that each place it passes shows that it has it.
export async function tabTo(page, selector) {
  for (let presses = 0; presses < 200; presses += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate((selector) => {
      const one = document.activeElement;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
      const inner = one.closest(".k-segment, .k-choice");
      const around = inner ? getComputedStyle(inner) : { outlineStyle: "none" };
      const shows = [outlineStyle, around.outlineStyle].some((style) => style !== "none") && outlineWidth !== "0px";
      return { there: one.matches(selector), shows: shows || boxShadow !== "none", tag: one.outerHTML.slice(0, 120) };
    }, selector);
    if (at.tag.startsWith("<body")) continue;
    assert.ok(at.shows, `the focus cannot be seen on ${at.tag}`);
    if (at.there) return;
  }
  assert.fail(`${selector} cannot be reached with Tab on ${page.url()}`);
}

// Chooses a radio button: Tab to its group, then the arrows.
async function choose(page, id) {
  const name = await page.locator(`#${id}`).getAttribute("name");
  await tabTo(page, `input[type="radio"][name="${name}"]`);
  if (await page.locator(`#${id}`).evaluate((one) => one === document.activeElement)) {
    await page.keyboard.press("Space");
    return;
  }
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press("ArrowDown");
    if (await page.locator(`#${id}`).isChecked()) return;
  }
  assert.fail(`${id} cannot be chosen with the arrows`);
}

// Chooses in a list by the first letters of what it says.
async function pick(page, id, value) {
  const label = await page.locator(`#${id} option[value="${value}"]`).innerText();
  await tabTo(page, `#${id}`);
  await page.keyboard.type(label);
  assert.equal(await page.locator(`#${id}`).inputValue(), value);
}

export const keyboard = (page) => ({
  choose: (id) => choose(page, id),
  pick: (id, value) => pick(page, id, value),
  write: async (id, text) => {
    await tabTo(page, `#${id}`);
    await page.keyboard.press("Control+A");
    await page.keyboard.type(text);
  },
  press: async (selector) => {
    await tabTo(page, selector);
    const gone = page.waitForNavigation();
    await page.keyboard.press("Enter");
    await gone;
  },
});

export const mouse = (page) => ({
  choose: (id) => page.locator(`#${id}`).check(),
  pick: (id, value) => page.locator(`#${id}`).selectOption(value),
  write: (id, text) => page.locator(`#${id}`).fill(text),
  press: (selector) => Promise.all([page.waitForNavigation(), page.locator(selector).first().click()]),
});
