// What the reader chose, put on the page before it is drawn: the one script that pages wait for.
{
  const root = document.documentElement;
  root.classList.add("scripted");
  const known = { size: "1245", width: "narrow wide", face: "sans", theme: "light dark" };
  try {
    if (localStorage.getItem("cutline:visit")) root.classList.add("returning");
    const chosen = JSON.parse(localStorage.getItem("cutline:choices")) ?? {};
    for (const name in known) {
      if (typeof chosen[name] === "string" && chosen[name] && known[name].includes(chosen[name])) root.dataset[name] = chosen[name];
    }
  } catch {
    // Nothing is kept, or nothing that can be read: everything is as usual.
  }
}
