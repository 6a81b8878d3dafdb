
'use strict';
// Charts: the values under the pointer, or by the arrow keys. The table beneath each chart has them.
document.querySelectorAll('figure.chart').forEach(figure => {
  const svg = figure.querySelector('svg');
  const cursor = svg.querySelector('.cursor');
  const out = figure.querySelector('.readout');
  const names = Array.from(figure.querySelectorAll('thead th'), cell => cell.textContent).slice(1);
  const rows = Array.from(figure.querySelectorAll('tbody tr'));
  const { left, right, end } = Object.fromEntries(Object.entries(svg.dataset).map(([key, value]) => [key, +value]));
  const x = row => left + row.dataset.at / end * (right - left);
  let shown = -1;
  const show = index => {
    if (!rows.length) return;
    shown = Math.max(0, Math.min(rows.length - 1, index));
    const cells = Array.from(rows[shown].children, cell => cell.textContent);
    const values = names.map((name, i) => [name, cells[i + 1]]).filter(([, value]) => names.length < 4 || value !== '0');
    out.textContent = cells[0] + ': ' + (values.map(([name, value]) => name + ' ' + value).join(', ') || 'none');
    cursor.setAttribute('x1', x(rows[shown]));
    cursor.setAttribute('x2', x(rows[shown]));
    svg.classList.add('active');
  };
  const hide = () => { svg.classList.remove('active'); out.textContent = ''; };
  svg.addEventListener('pointermove', event => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    let nearest = 0;
    rows.forEach((row, i) => { if (Math.abs(x(row) - point.x) < Math.abs(x(rows[nearest]) - point.x)) nearest = i; });
    show(nearest);
  });
  svg.addEventListener('pointerleave', hide);
  svg.addEventListener('blur', hide);
  svg.addEventListener('keydown', event => {
    const to = { ArrowRight: shown + 1, ArrowLeft: shown - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    show(to);
  });
});
// Decisions: those that hold every word typed.
document.querySelectorAll('.filter').forEach(filter => {
  const input = filter.querySelector('input');
  const rows = Array.from(filter.nextElementSibling.querySelectorAll('tbody tr'));
  const texts = rows.map(row => row.textContent.toLowerCase());
  input.addEventListener('input', () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    rows.forEach((row, i) => {
      row.hidden = !words.every(word => texts[i].includes(word));
      left += row.hidden ? 0 : 1;
    });
    filter.querySelector('output').textContent = words.length ? left + ' of ' + rows.length : '';
  });
});
