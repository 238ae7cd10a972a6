// How the server starts for `cargo xtask conformance`; found by its name.
const cds = require('@sap/cds')

// Only this machine is served.
cds.on('bootstrap', app => {
  const listen = app.listen
  app.listen = port => listen.call(app, port, '127.0.0.1')
})

// Who started the server holds its standard input, and takes it along however they end.
process.stdin.resume().on('end', () => process.exit())

module.exports = cds.server
