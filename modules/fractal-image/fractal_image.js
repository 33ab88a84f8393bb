// Draws the Mandelbrot set as a PNG: long, honest work for the processor, with an image to show for it.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const zlib = require('node:zlib');

const VIEWS = {
  'whole set': { center_x: -0.65, center_y: 0, zoom: 1 },
  'seahorse valley': { center_x: -0.7453, center_y: 0.1127, zoom: 200 },
  'elephant valley': { center_x: 0.2925, center_y: 0.0149, zoom: 150 },
  custom: null,
};
const PALETTES = { ocean: [0.55, 0.6, 0.7], fire: [0.0, 0.12, 0.25], grey: [0, 0, 0] };
const NUMBERS = {
  width: [640, 16, 4096],
  height: [480, 16, 4096],
  iterations: [300, 10, 10000],
  center_x: [-0.65, -2.5, 1.5],
  center_y: [0, -2, 2],
  zoom: [1, 0.5, 1e12],
};

main(readOptions());

function main(options) {
  const { width, height } = options;
  const started = process.hrtime.bigint();
  const pixels = Buffer.alloc((width * 3 + 1) * height);
  let inside = 0;
  let steps = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const taken = escapeTime(options, column, row);
      steps += taken;
      if (taken >= options.iterations) inside++;
      else color(taken, options.palette, pixels, row * (width * 3 + 1) + 1 + column * 3);
    }
    if ((row + 1) % Math.ceil(height / 50) === 0 || row + 1 === height) console.log(`::progress ${row + 1}/${height}`);
  }
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;

  const results = process.env.PRISMQ_OUTPUT_DIR || 'results';
  fs.mkdirSync(results, { recursive: true });
  fs.writeFileSync(path.join(results, 'fractal.png'), png(width, height, pixels));
  fs.writeFileSync(path.join(results, 'view.json'), JSON.stringify(options, null, 2) + '\n');
  console.log(`${width} x ${height} pixels, ${steps} steps in ${seconds.toFixed(2)} s`);
  console.log(`::metric steps=${steps}`);
  console.log(`::metric steps_per_second=${Math.round(steps / seconds)}`);
  console.log(`::metric inside_percent=${((100 * inside) / (width * height)).toFixed(2)}`);
}

function readOptions() {
  const options = { view: 'whole set', palette: 'ocean' };
  for (const [name, [initial]] of Object.entries(NUMBERS)) options[name] = initial;
  const args = process.argv.slice(2);
  for (let i = 0; i < args.length; i += 2) {
    const name = args[i].replace(/^--/, '');
    if (!Object.hasOwn(options, name)) fail(`Unknown parameter ${name}`);
    if (i + 1 === args.length) fail(`--${name} needs a value`);
    options[name] = Object.hasOwn(NUMBERS, name) ? number(name, args[i + 1]) : args[i + 1];
  }
  if (!Object.hasOwn(VIEWS, options.view)) fail(`view must be one of: ${Object.keys(VIEWS).join(', ')}`);
  if (!Object.hasOwn(PALETTES, options.palette)) fail(`palette must be one of: ${Object.keys(PALETTES).join(', ')}`);
  return { ...options, ...VIEWS[options.view] };
}

function number(name, text) {
  const [, min, max] = NUMBERS[name];
  const value = Number(text);
  if (text.trim() === '' || !(value >= min && value <= max)) fail(`${name} must be a number between ${min} and ${max}`);
  return ['width', 'height', 'iterations'].includes(name) ? Math.round(value) : value;
}

function escapeTime({ width, height, iterations, center_x, center_y, zoom }, column, row) {
  const scale = 2.6 / (zoom * Math.min(width, height));
  const cx = center_x + (column - width / 2) * scale;
  const cy = center_y + (row - height / 2) * scale;
  let x = 0;
  let y = 0;
  let step = 0;
  for (; step < iterations && x * x + y * y <= 4; step++) {
    [x, y] = [x * x - y * y + cx, 2 * x * y + cy];
  }
  return step;
}

function color(steps, palette, pixels, at) {
  const phase = Math.sqrt(steps) * 0.17;
  PALETTES[palette].forEach((shift, channel) => {
    pixels[at + channel] = 127.5 * (1 - Math.cos(2 * Math.PI * (phase + shift)));
  });
}

/** A PNG of 8-bit RGB; each row of pixels begins with its filter's number, here 0 for none. */
function png(width, height, pixels) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', zlib.deflateSync(pixels)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type, content) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(content.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function fail(message) {
  console.error(`ERROR ${message}`);
  process.exit(2);
}
