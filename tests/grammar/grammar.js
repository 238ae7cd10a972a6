"use strict";
// A parser of the grammar that OASIS publishes for OData, for `cargo xtask grammar`.
//
//   node grammar.js cases FOLDER         prints the test cases of the grammar, after it has tried the parser on all of them
//   node grammar.js match FOLDER FILE    reads lines of JSON, {"rule", "text"} each, and prints how far each text is read
//
// The first line of FILE is an object of names of the model by rule: what an identifier is, the grammar cannot know.

const fs = require("node:fs");
const path = require("node:path");
const { apgApi, apgLib } = require("apg-js");
const yaml = require("yaml");

const RULES = ["odata-abnf-construction-rules.txt", "odata-aggregation-abnf.txt", "odata-temporal-abnf.txt"];
const CASES = ["odata-abnf-testcases.yaml", "odata-aggregation-testcases.yaml", "odata-temporal-testcases.yaml"];

function read(folder, file) {
  return fs.readFileSync(path.join(folder, file), "utf8");
}

function grammarOf(folder) {
  // Strict ABNF ends its lines by CR and LF.
  const source = RULES.map((file) => read(folder, file)).join("\n").replace(/\r?\n/g, "\r\n");
  const api = new apgApi(source);
  api.generate(true);
  if (api.errors.length > 0) {
    throw new Error(api.errorsToAscii());
  }
  return api.toObject();
}

// A parser for which a rule matches only texts that it is told; a name with a dot behind it is a part of a longer one.
function parserOf(isName) {
  const parser = new apgLib.parser();
  for (const [rule, isOne] of Object.entries(isName)) {
    parser.callbacks[rule] = (result, characters, start) => {
      if (result.state === apgLib.ids.MATCH) {
        const end = start + result.phraseLength;
        const text = String.fromCharCode(...characters.slice(start, end));
        const isPart = rule !== "namespacePart" && characters[end] === ".".charCodeAt(0);
        if (isPart || !isOne(text)) {
          result.state = apgLib.ids.NOMATCH;
          result.phraseLength = 0;
        }
      }
    };
  }
  return parser;
}

function isOneOf(names) {
  const known = new Set(names);
  return (text) => known.has(text);
}

function byRule(names) {
  return Object.fromEntries(Object.entries(names).map(([rule, list]) => [rule, isOneOf(list)]));
}

function parse(parser, grammar, rule, text) {
  return parser.parse(grammar, rule, apgLib.utils.stringToChars(text));
}

function cases(folder) {
  const grammar = grammarOf(folder);
  for (const file of CASES) {
    const { Constraints: names, TestCases: list } = yaml.parse(read(folder, file));
    const parser = parserOf(byRule(names ?? {}));
    for (const { Name: name, Rule: rule, Input: input, FailAt: failAt } of list) {
      const [text, valid] = [String(input), failAt === undefined];
      if (parse(parser, grammar, rule, text).success !== valid) {
        throw new Error(`the parser does not agree with the test case ${JSON.stringify({ name, rule, text, failAt })}`);
      }
      console.log(JSON.stringify({ rule, text, valid }));
    }
  }
}

function match(folder, file) {
  const [names, ...lines] = fs.readFileSync(file, "utf8").trimEnd().split("\n").map((line) => JSON.parse(line));
  const { enumerationMember: _members, parameterName: _parameters, ...segments } = names;
  const taken = isOneOf(Object.values(segments).flat());
  // A key as a segment: a colon and parentheses are encoded in it, and what is a name or a qualified one goes on to something else.
  const isKey = (text) => /^(?!\$)[\w.~%!$&'*+,;=@-]*$/.test(text) && !text.split(".").every(taken);
  const parser = parserOf({ ...byRule(names), keyPathLiteral: isKey });
  const grammar = grammarOf(folder);
  const results = lines.map(({ rule, text }) => {
    const result = parse(parser, grammar, rule, text);
    return JSON.stringify({ matches: result.success, read: result.maxMatched });
  });
  console.log(results.join("\n"));
}

const [task, ...given] = process.argv.slice(2);
({ cases, match })[task](...given);
