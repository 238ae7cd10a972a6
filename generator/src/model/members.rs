//! How many members the types have: inherited ones stand in the crate again, so that small metadata may ask for a large one.

use super::{build::Builder, declarations::TypeKind, ids::TypeId};
use crate::{
    codes::Code,
    error::Diagnostic,
    limits::{self, Limits},
};

impl Builder<'_> {
    /// Refuses what would not end well before anything goes through what types inherit.
    pub(super) fn check_members(&mut self, limits: Limits) -> bool {
        let all = self.members();
        let is_large = |id: &TypeId| all[usize::from(*id)] > u64::from(limits.members);
        let large = self.model.all_types().map(|(id, _)| id).find(is_large);
        if let Some(id) = large {
            let name = self.model.qualified_name(id);
            let message = format!("`{name}` has {} members, more than {}", all[usize::from(id)], limits.members);
            self.refuse(id, message, "members");
            return false;
        }
        let mut sum = 0_u64;
        let is_over = |(_, count): &(TypeId, &u64)| {
            sum += **count;
            sum > u64::from(limits.all_members)
        };
        let Some((id, _)) = (0..).map(TypeId::from).zip(&all).find(is_over) else { return true };
        let (sum, most) = (all.iter().sum::<u64>(), limits.all_members);
        let message = format!("all types together have {sum} members, inherited ones included, more than {most}");
        self.refuse(id, message, "all-members");
        false
    }

    fn refuse(&mut self, id: TypeId, message: String, key: &str) {
        let problem = Diagnostic::at(Code::TooManyMembers, self.model.ty(id).span, message);
        self.faults.push(problem.help(limits::raise(key)));
    }

    /// By type: what it declares, what is bound to it, and the same of its base types, each of which counts too.
    fn members(&self) -> Vec<u64> {
        let mut all: Vec<Option<u64>> = vec![None; self.model.types.len()];
        let mut open = Vec::new();
        for (id, _) in self.model.all_types() {
            let mut next = Some(id);
            while let Some(id) = next.filter(|id| all[usize::from(*id)].is_none()) {
                open.push(id);
                next = self.model.structured(id).and_then(|ty| ty.base);
            }
            let mut inherited = next.and_then(|base| all[usize::from(base)]).map_or(0, |members| members + 1);
            while let Some(id) = open.pop() {
                let members = inherited + self.own_members(id);
                all[usize::from(id)] = Some(members);
                inherited = members + 1;
            }
        }
        all.into_iter().flatten().collect()
    }

    fn own_members(&self, id: TypeId) -> u64 {
        let declared = match &self.model.ty(id).kind {
            TypeKind::Entity(ty) | TypeKind::Complex(ty) => ty.properties.len() + ty.navigation.len(),
            TypeKind::Enum(ty) => ty.members.len(),
            TypeKind::Definition(_) => 0,
        };
        let bound = [false, true].map(|collection| self.model.bound.get(&(id, collection)).map_or(0, Vec::len));
        (declared + bound[0] + bound[1]) as u64
    }
}
