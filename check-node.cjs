// The first thing of every command, before anything is installed: written so that every Node reads it.
var required = require('./package.json').engines.node.replace('>=', '').split('.');
var found = process.versions.node.split('.');
var isOlder = +found[0] < +required[0] || (+found[0] === +required[0] && +found[1] < +(required[1] || 0));
if (isOlder) {
  process.stderr.write(
    'Doudi needs Node ' + required.join('.') + ' or newer; this is Node ' + process.versions.node + '.\n',
  );
  process.exit(1);
}
