// Runs before the first paint, as a file because the policy forbids inline scripts.
;(function () {
  var choice = null
  try {
    choice = localStorage.getItem('hubscope.theme')
  } catch {
    // Storage may be forbidden: the system's preference decides.
  }
  if (choice !== 'light' && choice !== 'dark') {
    choice = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  }
  document.documentElement.dataset.theme = choice
})()
