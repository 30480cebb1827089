/* Has the whole page drawn again after the connection was lost: a server that was started anew knows
   nothing of the part of the page that the board is in, and would never answer to it. */
const shelf = globalThis[Symbol.for("caravan.board")] ??= { wake: () => {}, watch: null };

export default function (component) {
  shelf.wake = () => component.setTriggerValue("event", Date.now());
  if (shelf.watch) return;
  const app = document.querySelector("[data-testid=stApp]");
  let before = app.dataset.testConnectionState;
  shelf.watch = new MutationObserver(() => {
    const now = app.dataset.testConnectionState;
    if (now === "CONNECTED" && before !== now) shelf.wake();
    before = now;
  });
  shelf.watch.observe(app, { attributes: true, attributeFilter: ["data-test-connection-state"] });
}
