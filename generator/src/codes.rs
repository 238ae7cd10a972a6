//! The stable codes of diagnostics: what each means, the rule behind it, and whether it stops the run.

/// How grave a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Legal, or harmless to what is generated, yet suspicious. The manifest may allow or deny it.
    Warning,
}

/// A table of codes. The explanation of each is a file, whose first line is the title; its code blocks are the inputs that
/// the tests give to the generator, so that an explanation cannot be wrong.
macro_rules! codes {
    ($($name:ident = $code:literal, $severity:ident, $rule:expr;)*) => {
        /// What a diagnostic is about. A code is never used for anything else, in any release.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "each has its explanation")]
        pub enum Code {
            $($name,)*
        }

        impl Code {
            /// All codes, in the order of their numbers.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// `CSDL201`, say.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }

            /// Whether it stops the run, unless the manifest says otherwise.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self {
                    $(Self::$name => Severity::$severity,)*
                }
            }

            /// The rule of a standard that the input breaks, by section; `None` where the fault may be another's: a file
            /// that is missing, a limit of ours, a manifest.
            #[must_use]
            pub fn rule(self) -> Option<&'static str> {
                match self {
                    $(Self::$name => $rule,)*
                }
            }

            fn text(self) -> &'static str {
                match self {
                    $(Self::$name => include_str!(concat!("codes/", $code, ".md")),)*
                }
            }
        }
    };
}

codes! {
    // XML, and what is before it.
    NotXml = "CSDL001", Error, Some("XML 1.0, section 2.1");
    Malformed = "CSDL002", Error, Some("XML 1.0, section 2.1");
    UnknownEntity = "CSDL003", Error, Some("XML 1.0, section 4.1");
    DocumentType = "CSDL004", Error, None;
    TooDeep = "CSDL005", Error, None;
    Encoding = "CSDL006", Error, None;
    TooLarge = "CSDL007", Error, None;
    TooManyTypes = "CSDL008", Error, None;
    LongName = "CSDL009", Error, None;
    TooManyAttributes = "CSDL010", Error, None;
    TooManyMembers = "CSDL011", Error, None;
    // The document.
    WrongRoot = "CSDL101", Error, Some("CSDL XML 4.01, section 4");
    Version = "CSDL102", Error, Some("CSDL XML 4.01, section 4");
    OldNamespace = "CSDL103", Error, Some("CSDL XML 4.01, section 2.2");
    MissingAttribute = "CSDL104", Error, Some("CSDL XML 4.01, its XML Schema");
    NotBoolean = "CSDL105", Error, Some("CSDL XML 4.01, its XML Schema");
    UnknownElement = "CSDL106", Warning, Some("CSDL XML 4.01, its XML Schema");
    UnknownAttribute = "CSDL107", Warning, Some("CSDL XML 4.01, its XML Schema");
    UnusedAlias = "CSDL108", Warning, Some("CSDL XML 4.01, section 4.2");
    AliasTwice = "CSDL109", Error, Some("CSDL XML 4.01, section 15.2");
    Reserved = "CSDL110", Error, Some("CSDL XML 4.01, section 15.2");
    InvisibleCharacter = "CSDL111", Warning, None;
    FaultsOutside = "CSDL112", Warning, None;
    NoSchema = "CSDL120", Error, Some("CSDL XML 4.01, section 4.3");
    ForeignNamespace = "CSDL121", Error, Some("CSDL XML 4.01, section 2.2");
    // Names.
    DeclaredTwice = "CSDL201", Warning, Some("CSDL XML 4.01, section 3.1");
    PropertyTwice = "CSDL202", Warning, Some("CSDL XML 4.01, section 3.2");
    NotQualified = "CSDL203", Error, Some("CSDL XML 4.01, section 15.3");
    NoPrimitiveType = "CSDL204", Error, Some("CSDL XML 4.01, section 3.3");
    UnknownType = "CSDL205", Warning, Some("CSDL XML 4.01, section 15.3");
    AbsentFile = "CSDL206", Warning, Some("CSDL XML 4.01, section 4.1");
    NeededType = "CSDL207", Error, Some("CSDL XML 4.01, section 15.3");
    NotSimple = "CSDL208", Warning, Some("CSDL XML 4.01, section 15.2");
    // Types.
    WrongBase = "CSDL301", Error, Some("CSDL XML 4.01, sections 6.1 and 9.1");
    CyclicBase = "CSDL302", Error, Some("CSDL XML 4.01, sections 6.1 and 9.1");
    NavigationTarget = "CSDL303", Error, Some("CSDL XML 4.01, section 8.1");
    UnderlyingType = "CSDL304", Error, Some("CSDL XML 4.01, section 11.1");
    Facet = "CSDL305", Warning, Some("CSDL XML 4.01, section 7.2");
    PropertyType = "CSDL306", Warning, Some("CSDL XML 4.01, section 7.1");
    EndlessContainment = "CSDL307", Warning, Some("CSDL XML 4.01, section 8.4");
    Redeclared = "CSDL308", Warning, Some("CSDL XML 4.01, sections 7 and 8");
    // Keys.
    SecondKey = "CSDL401", Warning, Some("CSDL XML 4.01, section 6.5");
    KeyProperty = "CSDL402", Error, Some("CSDL XML 4.01, section 6.5");
    InheritedKey = "CSDL403", Warning, Some("CSDL XML 4.01, section 6.5");
    KeyType = "CSDL404", Warning, Some("CSDL XML 4.01, section 6.5");
    NullableKey = "CSDL405", Warning, Some("CSDL XML 4.01, section 6.5");
    KeyAlias = "CSDL406", Warning, Some("CSDL XML 4.01, section 6.5");
    KeyNavigation = "CSDL407", Warning, Some("CSDL XML 4.01, section 6.5");
    // Enumerations.
    MemberTwice = "CSDL501", Warning, Some("CSDL XML 4.01, section 10.3");
    MemberValue = "CSDL502", Error, Some("CSDL XML 4.01, section 10.3");
    EnumType = "CSDL503", Error, Some("CSDL XML 4.01, section 10.1");
    MemberValues = "CSDL504", Warning, Some("CSDL XML 4.01, section 10.3");
    // Operations.
    Unbound = "CSDL601", Error, Some("CSDL XML 4.01, section 12.6");
    NoReturnType = "CSDL602", Error, Some("CSDL XML 4.01, section 12.8");
    ParameterTwice = "CSDL603", Warning, Some("CSDL XML 4.01, section 12.9");
    SameSignature = "CSDL604", Warning, Some("CSDL XML 4.01, sections 12.2 and 12.4");
    UnknownOperation = "CSDL605", Warning, Some("CSDL XML 4.01, sections 13.5 and 13.6");
    NotOffered = "CSDL610", Warning, None;
    // Entity containers.
    ChildTwice = "CSDL701", Warning, Some("CSDL XML 4.01, section 13");
    CyclicContainer = "CSDL702", Error, Some("CSDL XML 4.01, section 13.1");
    UnknownContainer = "CSDL703", Warning, Some("CSDL XML 4.01, section 13.1");
    ResourceType = "CSDL704", Error, Some("CSDL XML 4.01, section 13.2");
    UnresolvedBinding = "CSDL705", Warning, Some("CSDL XML 4.01, section 13.4");
    // Annotations.
    TargetPath = "CSDL801", Error, Some("CSDL XML 4.01, section 14.2.2");
    UnknownTarget = "CSDL802", Warning, Some("CSDL XML 4.01, section 14.2.2");
    AlternateKey = "CSDL803", Warning, Some("CSDL XML 4.01, section 6.5");
    AnnotatedTwice = "CSDL804", Warning, Some("CSDL XML 4.01, section 14.2");
    UnknownTerm = "CSDL805", Warning, Some("CSDL XML 4.01, section 14.2");
    OverlayDeclaration = "CSDL851", Error, None;
    OverlayTarget = "CSDL852", Error, None;
    OverlayWithoutEffect = "CSDL853", Error, None;
    // The manifest.
    ManifestSyntax = "CSDL901", Error, None;
    PackageName = "CSDL902", Error, None;
    ServiceRoot = "CSDL903", Error, None;
    Header = "CSDL904", Error, None;
    FixIncomplete = "CSDL905", Error, None;
    FixTarget = "CSDL906", Error, None;
    FixWithoutEffect = "CSDL907", Error, None;
    UnknownRoot = "CSDL908", Error, None;
    UnknownExclusion = "CSDL909", Error, None;
    ExcludedRoot = "CSDL910", Error, None;
    UnknownReference = "CSDL911", Error, None;
    UnknownCode = "CSDL912", Error, None;
    Runtime = "CSDL913", Error, None;
    Command = "CSDL914", Error, None;
    GeneratedBy = "CSDL915", Error, None;
    Standalone = "CSDL916", Error, None;
    NeededExclusion = "CSDL917", Error, None;
}

impl Code {
    /// The code of a name, in any case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name().eq_ignore_ascii_case(name))
    }

    /// What is wrong, in a few words.
    #[must_use]
    pub fn title(self) -> &'static str {
        self.text().lines().next().unwrap_or_default().trim_start_matches("# ")
    }

    /// Why it is wrong, with an example, and what to do: Markdown.
    #[must_use]
    pub fn explanation(self) -> &'static str {
        self.text().split_once('\n').map_or("", |(_, explanation)| explanation.trim())
    }
}
