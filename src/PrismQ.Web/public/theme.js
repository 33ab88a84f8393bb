// Runs before the first paint, so that a dark page never flashes white. A file of its own, so that no inline script is needed.
(() => {
  const saved = localStorage.getItem('prismq.theme')
  const dark = saved ? saved === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
  document.documentElement.classList.toggle('dark', dark)
})()
