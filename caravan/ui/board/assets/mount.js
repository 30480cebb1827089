/* Mounts the board in the element that Streamlit gives it, once, and hands on what Python says. */

const boards = new WeakMap();

export default function (component) {
  const { parentElement, data } = component;
  const root = parentElement.querySelector(".bo-root");
  const send = value => component.setTriggerValue("event", value);
  let board = boards.get(root);
  if (board && board.language !== data.language) { board.remove(); board = null; }
  root.lang = data.language;
  root.dir = data.direction;
  if (!board) { board = makeBoard(root, data); boards.set(root, board); }
  board.update(data, send);
  return () => {
    const last = boards.get(root);
    if (last) last.remove();
    boards.delete(root);
  };
}
