// To amend is to fill in the fields below: they are opened when it is chosen. Every page works without this.
document.addEventListener("change", (event) => {
  const fields = event.target.value === "amend" && event.target.form?.querySelector("details.amended");
  if (fields) fields.open = true;
});

// What takes a minute says that it goes on, and is not asked for twice.
document.addEventListener("submit", (event) => {
  const button = event.target.querySelector("button[data-busy]");
  if (!button) return;
  button.textContent = button.dataset.busy;
  button.disabled = true;
});

// The arrow keys leaf through a list, where nobody is writing. Every page works without this.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest("input, textarea, select, summary, [tabindex='0']")) return;
  const way = { ArrowRight: "next", ArrowLeft: "prev" }[event.key];
  const link = way && document.querySelector(`a[rel="${way}"]`);
  if (link) link.click();
});
