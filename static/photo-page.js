// A photo's own page, led by the keys that lead the viewer.

const turns = document.querySelector(".turns").dataset;
const link = (name) => document.querySelector(`.viewer a.${name}`)?.href;
const pathOf = (address) => decodeURI(new URL(address, location).pathname);

function goal(key) {
  const [right, left] = document.documentElement.dir === "rtl" ? ["previous", "next"] : ["next", "previous"];
  const goals = { ArrowRight: link(right), ArrowLeft: link(left), Home: turns.first, End: turns.last, Escape: link("close") };
  return goals[key];
}

addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
  const there = document.querySelector("dialog[open]") ? undefined : goal(event.key);
  if (there && pathOf(there) !== pathOf(location)) location.assign(there);
});

// Who loads the page again while the viewer is open over a story gets this one, but in the browser's history it is still the
// story's: Back changes the address alone, and may have done so before this script was there.
function comeBack() {
  if (pathOf(location) === pathOf(link("close"))) location.reload();
}
addEventListener("popstate", comeBack);
comeBack();
