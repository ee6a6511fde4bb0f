// Unpacks a column that report/packing.py packed: base64, deflate, byte planes.
async function unpack(packed, rows) {
  const text = atob(packed.data);
  const bytes = Uint8Array.from(text, (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  const planes = new Uint8Array(await new Response(stream).arrayBuffer());
  return packed.width === 8 ? doubles(planes, rows) : integers(planes, rows, packed);
}

function doubles(planes, rows) {
  const bytes = new Uint8Array(rows * 8);
  for (let k = 0; k < 8; k++) {
    for (let i = 0; i < rows; i++) bytes[i * 8 + k] = planes[k * rows + i];
  }
  return new Float64Array(bytes.buffer);
}

function integers(planes, rows, { width, scale, least }) {
  const out = new Float64Array(rows);
  for (let k = width - 1; k >= 0; k--) {
    for (let i = 0; i < rows; i++) out[i] = out[i] * 256 + planes[k * rows + i];
  }
  for (let i = 0; i < rows; i++) out[i] = out[i] === 0 ? NaN : (out[i] - 1 + least) / scale;
  return out;
}
