/**
 * The page that a component test runs in: with the styles of the real one, so that contrast is measured on them.
 * @param {string} testFramework
 */
export function testPage(testFramework) {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Sala: component tests</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/src/styles/page.css">
  </head>
  <body><script type="module" src="${testFramework}"></script></body>
</html>`;
}
