//! Entities that would contain themselves without end (CSDL XML 4.01, section 8.4).

use super::{build::Builder, declarations::NavigationProperty, ids::TypeId, values::ValueType};
use crate::{codes::Code, error::Diagnostic};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Visit {
    Not,
    Open,
    Done,
}

impl Builder<'_> {
    /// Warns of each property that closes a circle of contained entities that are all required.
    pub(super) fn check_containment(&mut self) {
        let mut visits = vec![Visit::Not; self.model.types.len()];
        let starts: Vec<TypeId> = self.model.all_types().map(|(id, _)| id).collect();
        for start in starts {
            if visits[usize::from(start)] == Visit::Not {
                self.visit(start, &mut visits);
            }
        }
    }

    fn visit(&mut self, start: TypeId, visits: &mut [Visit]) {
        visits[usize::from(start)] = Visit::Open;
        let mut path = vec![(start, self.required(start))];
        while let Some((id, next)) = path.last_mut() {
            let Some((target, property)) = next.pop() else {
                visits[usize::from(*id)] = Visit::Done;
                path.pop();
                continue;
            };
            match visits[usize::from(target)] {
                Visit::Not => {
                    visits[usize::from(target)] = Visit::Open;
                    path.push((target, self.required(target)));
                }
                Visit::Open => {
                    let message = format!("`{}` is contained in itself without end", self.model.qualified_name(target));
                    let problem = Diagnostic::at(Code::EndlessContainment, property, message);
                    self.note(problem.expected("`Nullable=\"true\"`, or a collection"));
                }
                Visit::Done => {}
            }
        }
    }

    fn required(&self, id: TypeId) -> Vec<(TypeId, crate::source::Span)> {
        let is_required =
            |property: &&NavigationProperty| property.contains_target && !property.ty.collection && !property.nullable;
        let own = self.model.structured(id).into_iter().flat_map(|ty| &ty.navigation);
        own.filter(is_required)
            .filter_map(|property| match property.ty.value {
                ValueType::Declared(target) => Some((target, property.span)),
                _ => None,
            })
            .collect()
    }
}
