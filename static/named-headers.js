// The stock form leaves a column without a name; those who hear the table are told what it holds.
for (const header of document.querySelectorAll(".inline-group th:empty")) {
  const name = document.createElement("span");
  name.className = "visually-hidden";
  name.textContent = "Row";
  header.append(name);
}
