// Who leaves a form with words that are not saved is asked first; a form that came back with a message has words that are not saved.
{
  const form = document.querySelector("#content-main > form");
  const isWritten = (field) =>
    field.matches("select") ? [...field.options].some((each) => each.selected !== each.defaultSelected)
    : field.matches("[type=checkbox], [type=radio]") ? field.checked !== field.defaultChecked
    : field.matches("textarea, input:not([type=hidden], [type=submit], [type=file])") && field.value !== field.defaultValue;
  let saves = false;
  form?.addEventListener("submit", () => (saves = true));
  window.addEventListener("beforeunload", (event) => {
    if (form && !saves && (form.querySelector(".errornote, .errorlist") || [...form.elements].some(isWritten))) event.preventDefault();
  });
}
