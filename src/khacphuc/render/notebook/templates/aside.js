// every table of this output, once; where no script runs the table is there to read
document.querySelectorAll("[data-aside=ID]:not([data-ready])").forEach(function (box) {
  box.setAttribute("data-ready", "");
  var english = box.dataset.language === "en";
  // texts match with or without accents, as people type in a hurry
  function plain(text) {
    return text.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  }
  // printed numbers are read: 1.231, 82,48% and 9/11, and days: 03/03/2021
  function key(cell) {
    var text = cell.textContent.trim(), day = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text);
    if (day) return Number(day[3] + day[2] + day[1]);
    var number = english ? text.replace(/[.,]/g, function (sign) { return sign === "." ? "," : "."; }) : text;
    if (!/^-?\d+(\.\d{3})*(,\d+)?%?(\/\d+(\.\d{3})*)?$/.test(number)) return text;
    var sides = number.replace(/\./g, "").replace(",", ".").split("/").map(parseFloat);
    return sides.length > 1 ? sides[0] / sides[1] : sides[0];
  }
  function compare(first, second) {
    var both = typeof first === typeof second;
    if (both && typeof first === "number") return first - second;
    return both ? first.localeCompare(second, box.dataset.language, { numeric: true }) : typeof first === "number" ? -1 : 1;
  }
  function input(label, column) {
    var field = document.createElement("input");
    field.type = "search";
    field.dataset.column = column;
    field.setAttribute("aria-label", label);
    return field;
  }
  box.querySelectorAll("table").forEach(function (table) {
    var body = table.tBodies[0], rows = Array.prototype.slice.call(body.rows);
    var heads = Array.prototype.slice.call(table.tHead.rows[0].cells), fields = [];
    if (rows.length < 2) return;
    // a few rows are seen at a glance: they are sorted, not searched
    var many = rows.length > 5;
    var bar = document.createElement("p"), search = input(box.dataset.search, -1), output = document.createElement("output");
    if (many) {
      var filters = table.tHead.insertRow();
      bar.className = "search";
      bar.append(box.dataset.search + " ", search, " ", output);
      table.closest(".table").before(bar);
      fields.push(search);
    }
    heads.forEach(function (head, column) {
      var name = head.textContent, button = document.createElement("button"), field = input(box.dataset.filter.replace("{column}", name), column);
      button.textContent = name;
      head.replaceChildren(button);
      if (many) {
        filters.insertCell().append(field);
        fields.push(field);
      }
      button.addEventListener("click", function () {
        var down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        rows.sort(function (a, b) {
          var order = compare(key(a.cells[column]), key(b.cells[column]));
          return down ? -order : order;
        });
        body.append.apply(body, rows);
      });
    });
    function filter() {
      var count = 0;
      rows.forEach(function (row) {
        var fits = fields.every(function (field) {
          var column = Number(field.dataset.column), query = field.value.trim();
          var text = column < 0 ? row.textContent : row.cells[column].textContent;
          return text.indexOf(query) >= 0 || plain(text).indexOf(plain(query)) >= 0;
        });
        row.hidden = !fits;
        count += fits;
      });
      output.textContent = count + " / " + rows.length;
    }
    fields.forEach(function (field) { field.addEventListener("input", filter); });
    filter();
  });
});
