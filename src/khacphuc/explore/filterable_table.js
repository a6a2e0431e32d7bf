(function () {
  var table = document.getElementById("ID"), body = table.tBodies[0], output = document.getElementById("ID-count");
  var rows = Array.prototype.slice.call(body.rows), inputs = document.querySelectorAll("[data-filters=ID]");
  // texts match with or without accents, as people type in a hurry
  function plain(text) {
    return text.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  }
  // numbers carry their value; printed ones are read: 1.231 and 82,48%
  function key(cell) {
    var text = cell.textContent;
    if (cell.dataset.value) return Number(cell.dataset.value);
    return /^\d{1,3}(\.\d{3})*(,\d+)?%?$|^\d+(,\d+)?%?$/.test(text)
      ? parseFloat(text.replace(/\./g, "").replace(",", ".")) : text;
  }
  function filter() {
    var count = 0;
    rows.forEach(function (row) {
      var fits = Array.prototype.every.call(inputs, function (input) {
        var column = Number(input.dataset.column), query = input.value.trim();
        var text = column < 0 ? row.textContent : row.cells[column].textContent;
        return text.indexOf(query) >= 0 || plain(text).indexOf(plain(query)) >= 0;
      });
      row.hidden = !fits;
      count += fits;
    });
    output.textContent = count + " / " + rows.length;
  }
  function sort(column, button) {
    var down = button.parentNode.getAttribute("aria-sort") === "ascending";
    table.querySelectorAll("[aria-sort]").forEach(function (cell) { cell.removeAttribute("aria-sort"); });
    button.parentNode.setAttribute("aria-sort", down ? "descending" : "ascending");
    rows.sort(function (a, b) {
      var first = key(a.cells[column]), second = key(b.cells[column]), both = typeof first === typeof second;
      var order = both && typeof first === "number" ? first - second
        : both ? first.localeCompare(second, "vi", { numeric: true })
        : typeof first === "number" ? -1 : 1;
      return down ? -order : order;
    });
    rows.forEach(function (row) { body.appendChild(row); });
  }
  Array.prototype.forEach.call(inputs, function (input) { input.addEventListener("input", filter); });
  table.querySelectorAll("button").forEach(function (button, column) {
    button.addEventListener("click", function () { sort(column, button); });
  });
  filter();
})();
