// Older npm versions ignore "allowScripts": keep puppeteer from fetching a browser at install time.
module.exports = { skipDownload: true };
