//! Roles: what a person is for a body. They are few, fixed, and named as people name them.

/// In which role a person works for a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Works on cases and tasks: a police officer, an official, a school head.
    Officer,
    /// Sees all cases of the body, screens, hands over, shares, decides.
    Coordinator,
    /// Answers for the body: a coordinator who also orders measures and reviews emergencies.
    Head,
    /// Walks inspections and rounds.
    Inspector,
    /// Reads figures, never a single case.
    Analyst,
    /// Keeps bodies, posts, people and roles. Sees no case.
    Administrator,
    /// Reads the trail and the configuration. Changes nothing, sees no case.
    Auditor,
}

impl Role {
    /// Every role, in the order lists show them.
    pub const ALL: [Role; 7] = [
        Role::Officer,
        Role::Coordinator,
        Role::Head,
        Role::Inspector,
        Role::Analyst,
        Role::Administrator,
        Role::Auditor,
    ];

    /// Name in the database, in addresses and in the keys of texts (`role-officer`).
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Role::Officer => "officer",
            Role::Coordinator => "coordinator",
            Role::Head => "head",
            Role::Inspector => "inspector",
            Role::Analyst => "analyst",
            Role::Administrator => "administrator",
            Role::Auditor => "auditor",
        }
    }

    /// Reads a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.key() == key)
    }
}

/// What a body is; decides which tasks it may be given (see the competence matrix), never what its people may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BodyKind {
    /// Odbor bezpečnosti of the city.
    SafetyDepartment,
    /// Městský obvod.
    District,
    /// Městská policie.
    MunicipalPolice,
    /// Policie ČR.
    StatePolice,
    /// Odbor cizinecké policie.
    ForeignPolice,
    /// Hasičský záchranný sbor.
    FireService,
    /// Krajská hygienická stanice.
    PublicHealth,
    /// Stavební úřad.
    BuildingOffice,
    /// Živnostenský úřad.
    TradeOffice,
    /// Oblastní inspektorát práce.
    LabourInspectorate,
    /// Úřad práce.
    LabourOffice,
    /// Technický úřad, správa veřejného statku.
    TechnicalOffice,
    /// Odbor školství.
    EducationDepartment,
    /// A school.
    School,
    /// Odbor sociálních věcí, OSPOD, a contracted outreach service.
    SocialServices,
    /// Správce poplatku, finance office.
    FeeOffice,
    /// Státní zastupitelství.
    Prosecutor,
    /// Auditor, pověřenec pro ochranu osobních údajů.
    Oversight,
    /// Anything else.
    Other,
}

impl BodyKind {
    /// Every kind, in the order lists show them.
    pub const ALL: [BodyKind; 19] = [
        BodyKind::SafetyDepartment,
        BodyKind::District,
        BodyKind::MunicipalPolice,
        BodyKind::StatePolice,
        BodyKind::ForeignPolice,
        BodyKind::FireService,
        BodyKind::PublicHealth,
        BodyKind::BuildingOffice,
        BodyKind::TradeOffice,
        BodyKind::LabourInspectorate,
        BodyKind::LabourOffice,
        BodyKind::TechnicalOffice,
        BodyKind::EducationDepartment,
        BodyKind::School,
        BodyKind::SocialServices,
        BodyKind::FeeOffice,
        BodyKind::Prosecutor,
        BodyKind::Oversight,
        BodyKind::Other,
    ];

    /// Name in the database and in the keys of texts (`body-kind-municipal-police`).
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            BodyKind::SafetyDepartment => "safety-department",
            BodyKind::District => "district",
            BodyKind::MunicipalPolice => "municipal-police",
            BodyKind::StatePolice => "state-police",
            BodyKind::ForeignPolice => "foreign-police",
            BodyKind::FireService => "fire-service",
            BodyKind::PublicHealth => "public-health",
            BodyKind::BuildingOffice => "building-office",
            BodyKind::TradeOffice => "trade-office",
            BodyKind::LabourInspectorate => "labour-inspectorate",
            BodyKind::LabourOffice => "labour-office",
            BodyKind::TechnicalOffice => "technical-office",
            BodyKind::EducationDepartment => "education-department",
            BodyKind::School => "school",
            BodyKind::SocialServices => "social-services",
            BodyKind::FeeOffice => "fee-office",
            BodyKind::Prosecutor => "prosecutor",
            BodyKind::Oversight => "oversight",
            BodyKind::Other => "other",
        }
    }

    /// Reads a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<BodyKind> {
        BodyKind::ALL.into_iter().find(|kind| kind.key() == key)
    }
}
